using Adjoint;
using Adjoint.Data;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Training;

/// <summary>Training by the library's trainer, with Adam, and what comes of it on test examples.</summary>
internal static class Learning
{
    public static void Train(Module<Tensor, Tensor> network, LearningTask task, DataSet data, int epochs, ulong seed,
        double learningRate = 0.001, int batchSize = 64)
    {
        var trained = network.Parameters().Where(parameter => parameter.RequiresGrad);
        var options = new TrainerOptions { Epochs = epochs, BatchSize = batchSize, Seed = seed, Schedule = new LinearSchedule() };
        new Trainer(network, task, new Adam(trained, learningRate), new Generator(seed), options).Run(data, new Subset(data, []));
    }

    public static double Accuracy(Module<Tensor, Tensor> network, DataSet test) =>
        Evaluator.Measure(network, new Classification(), test)["acc"];

    public static double ReconstructionError(Module<Tensor, Tensor> network, DataSet test) =>
        Evaluator.Measure(network, new Reconstruction(), test)["rmse"];

    /// <summary>Mean and least and greatest of several runs.</summary>
    public static string Spread(IReadOnlyCollection<double> values, string format) => string.Join(' ',
        values.Average().ToString(format, System.Globalization.CultureInfo.InvariantCulture),
        $"({values.Min().ToString(format, System.Globalization.CultureInfo.InvariantCulture)} to "
            + $"{values.Max().ToString(format, System.Globalization.CultureInfo.InvariantCulture)})");
}
