using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Representation;

/// <summary>
/// The same kind of network found by training: Linear, Tanh, Linear, fitted to samples of the function by Adam on the mean squared error.
/// It gives no guarantee, and needs far fewer units than a network built from steps.
/// </summary>
public static class TrainedApproximation
{
    private const int SampleCount = 257;

    /// <summary>Trains a network on evenly spaced samples, all in each step, the learning rate falling to 0 on a straight line.</summary>
    /// <param name="function">f, continuous on the interval.</param>
    /// <param name="from">Left end of the interval.</param>
    /// <param name="to">Right end.</param>
    /// <param name="units">The number of hidden units.</param>
    /// <param name="steps">The number of training steps.</param>
    /// <param name="learningRate">The first step size.</param>
    /// <param name="generator">Randomness for the first values; seed 0 if omitted.</param>
    /// <returns>The network, with the error measured as for the networks that are built.</returns>
    /// <exception cref="ArgumentException">The interval is empty, a number is less than 1, or f is not finite.</exception>
    public static FunctionApproximation Of(Func<double, double> function, double from, double to, int units, int steps = 2000,
        double learningRate = 0.02, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var problem = new ApproximationProblem(function, from, to, double.MaxValue, null, nameof(TrainedApproximation));
        generator ??= new Generator(0);
        var hidden = new Linear(1, units, generator: generator, weightInitializer: new Normal(standardDeviation: 3),
            biasInitializer: new Normal(standardDeviation: 2), dtype: DType.Float64);
        var output = new Linear(units, 1, generator: generator, dtype: DType.Float64);
        var network = new Sequential(hidden, new Tanh(), output);
        // The network is trained on [-1, 1] and values of size 1, and rescaled afterwards.
        var inputs = Tensor.Linspace(-1, 1, SampleCount, DType.Float64);
        var targets = Array.ConvertAll(inputs.ToArray<double>(), z => problem.At(from + (z + 1) / 2 * problem.Length));
        var mean = targets.Average();
        var size = targets.Max(target => Math.Abs(target - mean)) is > 0 and var largest ? largest : 1;
        var scaled = (Tensor.From<double>(targets, [SampleCount, 1]) - mean) / size;
        Fit(network, inputs.Reshape([SampleCount, 1]), scaled, steps, learningRate);
        Rescale(hidden, output, problem, mean, size);
        return new FunctionApproximation(problem, network, units, [], null);
    }

    private static void Fit(Sequential network, Tensor inputs, Tensor targets, int steps, double learningRate)
    {
        var optimizer = new Adam(network.Parameters(), learningRate);
        var loss = new MSELoss();
        for (var step = 0; step < steps; step++)
        {
            optimizer.LearningRate = learningRate * (1 - (double)step / steps);
            optimizer.ZeroGrad();
            loss.Compute(network.Forward(inputs), targets).Backward();
            optimizer.Step();
        }
    }

    /// <summary>z = (2 x - from - to)/(to - from) and y = mean + size y' become part of the weights.</summary>
    private static void Rescale(Linear hidden, Linear output, ApproximationProblem problem, double mean, double size)
    {
        using var noGrad = NoGrad.Begin();
        var scale = 2 / problem.Length;
        var shift = -(problem.From + problem.To) / problem.Length;
        hidden.Bias!.CopyFrom(hidden.Bias.Value + (hidden.Weight.Value * shift).Reshape([hidden.OutFeatures]));
        hidden.Weight.CopyFrom(hidden.Weight.Value * scale);
        output.Bias!.CopyFrom(output.Bias.Value * size + mean);
        output.Weight.CopyFrom(output.Weight.Value * size);
    }
}
