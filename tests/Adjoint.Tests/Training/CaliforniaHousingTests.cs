using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Optim;

namespace Adjoint.Training.Tests;

/// <summary>The real census, if it is here: what descent learns against the closed form, and what hidden layers add.</summary>
public sealed class CaliforniaHousingTests
{
    [SkippableFact]
    public void Descent_comes_to_the_closed_form_and_hidden_layers_do_a_fifth_better()
    {
        var data = Prepare();
        var task = new Regression(unit: ((ValueTarget)data.Encoder.Target).StandardDeviation);
        var width = data.Train.InputLength;
        var exact = new LinearRegression(width, 1);
        var (inputs, targets) = All(data.Train);
        exact.Fit(inputs, targets, names: data.Train.Features);
        var best = Evaluator.Measure(exact, task, data.Test);

        var linear = new LinearRegression(width, 1, new Generator(0));
        new Trainer(linear, task, new Adam(linear.Parameters(), 0.03), new Generator(0), Options(epochs: 10)).Run(data.Train, data.Validation);
        var descended = Evaluator.Measure(linear, task, data.Test);
        Assert.Equal(best["r2"], descended["r2"], 0.005);

        var mlp = new MultilayerPerceptron([width, 64, 64, 1], new Generator(0));
        new Trainer(mlp, task, new Adam(mlp.Parameters(), 0.003), new Generator(0), Options(epochs: 20)).Run(data.Train, data.Validation);
        Assert.InRange(Evaluator.Measure(mlp, task, data.Test)["rmse"], 0, 0.8 * best["rmse"]);
    }

    private static TrainerOptions Options(int epochs) => new() { Epochs = epochs, Schedule = new LinearSchedule() };

    private static TabularData Prepare()
    {
        var source = new CaliforniaHousing();
        try
        {
            return TabularData.Prepare(source.Read(DataLocation.Find().Files(source.Name, source.File)[0]), source.Target);
        }
        catch (FileNotFoundException e)
        {
            throw new SkipException(e.Message);
        }
    }

    private static (Tensor Inputs, Tensor Targets) All(TabularDataSet rows)
    {
        var (inputs, targets) = (new float[rows.Count * rows.InputLength], new float[rows.Count]);
        rows.Read([.. Enumerable.Range(0, rows.Count)], inputs, targets);
        return (Tensor.From<float>(inputs, [rows.Count, rows.InputLength]), Tensor.From<float>(targets, [rows.Count, 1]));
    }
}
