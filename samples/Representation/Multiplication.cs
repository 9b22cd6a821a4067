using Adjoint;
using Adjoint.Graphs.Drawing;
using Adjoint.Nn;
using Adjoint.Representation;
using static System.FormattableString;

/// <summary>The product of two numbers by four units, as exact as rounding allows.</summary>
internal static class Multiplication
{
    public static void Run(Pictures pictures)
    {
        foreach (var error in new[] { 1e-1, 1e-3, 1e-5 })
        {
            var gate = MultiplicationGate.Of(new Tanh(), bound: 1, error);
            Console.WriteLine(Invariant($"tanh, numbers up to 1, error {error}: scale {gate.Scale:g3}, measured {gate.LargestError:g3}; ")
                + Invariant($"1 x 0.25 = {gate.Network.Forward(Tensor.From<double>([1, 0.25], [1, 2])).Item():0.000000}"));
        }
        try
        {
            MultiplicationGate.Of(new Tanh(), bound: 1, error: 1e-12);
        }
        catch (ArgumentException problem)
        {
            Console.WriteLine(problem.Message);
        }
        var and = BitProductGate.Of(3, 0.001);
        var bits = Tensor.From<double>([1, 1, 1, 1, 1, 0], [2, 3]);
        var outputs = and.Forward(bits).ToArray<double>();
        Console.WriteLine(Invariant($"bits by one sigmoid: 1 1 1 -> {outputs[0]:0.0000}, 1 1 0 -> {outputs[1]:0.0000}"));
        pictures.Add("multiplication", () => new LineChart
        {
            Title = "Largest error of the gate for numbers up to 1",
            XName = "log10 of the scale",
            YName = "error",
            HasLogarithmicY = true,
            Series =
            [
                Series("tanh, float64", new Tanh(), DType.Float64), Series("sigmoid, float64", new Sigmoid(), DType.Float64),
                Series("tanh, float32", new Tanh(), DType.Float32),
            ],
        }.ToSvg());
    }

    private static ChartSeries Series(string name, Module<Tensor, Tensor> activation, DType dtype) =>
        new(name, [.. MultiplicationGate.ErrorsByScale(activation, 1, dtype: dtype)
            .Select(trial => new ChartPoint(Math.Log10(trial.Scale), trial.Error))]);
}
