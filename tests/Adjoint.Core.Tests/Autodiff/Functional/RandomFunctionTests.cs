using Adjoint.Core.Tests.Operations;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Autodiff.Functional;

/// <summary>Random functions of small matrices: all ways to differentiate agree, to the third order.</summary>
public sealed class RandomFunctionTests
{
    private const double Tolerance = 1e-9;
    private static readonly Shape s_shape = [2, 2];

    // Smooth functions of 2x2 matrices that keep their elements small.
    private static readonly Func<Tensor, Tensor, Tensor>[] s_steps =
    [
        (x, _) => x.Sin(),
        (x, _) => x.Tanh(),
        (x, _) => x.Sigmoid(),
        (x, _) => (-x.Square()).Exp(),
        (x, _) => (x.Square() + 1.0).Log(),
        (x, _) => x.T,
        (x, _) => x.Softmax(),
        (x, _) => x - x.LogSumExp(1, keepDim: true) * 0.5,
        (x, _) => x.Mean(0, keepDim: true).Expand(s_shape),
        (x, _) => Tensor.Concat([x[1..], x[..1] * 0.5]),
        (x, y) => (x + y) * 0.5,
        (x, y) => 0.5 * (x - y[0]),
        (x, y) => x * y * 0.5,
        (x, y) => x / (y.Square() + 1.0),
        (x, y) => x.Matmul(y) * 0.25,
        (x, y) => x.Linear(y, y[0]) * 0.25,
        (x, y) => (x.Square() + 1.0).Pow(y * 0.25) * 0.5,
        (x, y) => Tensor.Where(y.Detach() > 0.12345, x, y * 0.5),
    ];

    private static Gen<Sample> Samples =>
        from numbers in Gen.Choose(-200, 200).Select(number => number / 100.0).ArrayOf(16)
        from length in Gen.Choose(1, 8)
        from steps in Gen.Choose(0, int.MaxValue).Three().ArrayOf(length)
        select new Sample(numbers, steps);

    [Fact]
    public void Gradients_agree_in_every_mode_and_with_differences() => Check(sample =>
    {
        var expected = Differentiate.Gradient(sample.Scalar)(sample.X);
        Expect.Close(expected, Differentiate.Gradient(sample.Scalar, DifferentiationMethod.Forward)(sample.X), Tolerance, "forward");
        var x = sample.X.Detach();
        x.RequiresGrad = true;
        var y = sample.Scalar(x);
        Expect.Close(expected, Gradient.Of(y, [x], keepGraph: true)[0], Tolerance, "version B");
        Expect.Close(expected, Gradient.Of(y, [x], algorithm: BackPropagation.GatherFromConsumers)[0], Tolerance, "version A");
        var numeric = NumericalDerivative.Gradient(sample.Scalar, sample.X);
        Expect.Close(expected, numeric.Value, 1e-6, "differences");
    });

    [Fact]
    public void Jacobians_agree_by_rows_by_columns_and_with_differences() => Check(sample =>
    {
        var expected = Differentiate.Jacobian(sample.Run, DifferentiationMethod.Reverse)(sample.X);
        Expect.Close(expected, Differentiate.Jacobian(sample.Run, DifferentiationMethod.Forward)(sample.X), Tolerance, "forward");
        Expect.Close(expected, NumericalDerivative.Jacobian(sample.Run, sample.X).Value, 1e-6, "differences");
        var product = expected.Reshape(4, 4).Matmul(sample.Directions[0].Reshape(4)).Reshape(s_shape);
        Expect.Close(product, Differentiate.Jvp(sample.Run, sample.X, sample.Directions[0]).Tangent, Tolerance, "J v");
        Expect.Close(product, Differentiate.Directional(sample.Run, sample.Directions[0], DifferentiationMethod.Reverse)(sample.X),
            Tolerance, "J v in reverse mode");
    });

    [Fact]
    public void Hessians_agree_however_the_modes_are_nested_and_with_differences() => Check(sample =>
    {
        var expected = Differentiate.Hessian(sample.Scalar)(sample.X);
        foreach (var outer in Modes.All)
        {
            foreach (var inner in Modes.All)
            {
                var hessian = Differentiate.Jacobian(Differentiate.Gradient(sample.Scalar, inner), outer)(sample.X);
                Expect.Close(expected, hessian, Tolerance, $"{outer} over {inner}");
            }
        }
        var matrix = expected.Reshape(4, 4);
        Expect.Close(matrix, matrix.T, Tolerance, "symmetry");
        Expect.Close(expected, NumericalDerivative.Jacobian(Differentiate.Gradient(sample.Scalar), sample.X).Value, 1e-6, "differences");
        Expect.Close(matrix.Matmul(sample.Directions[0].Reshape(4)).Reshape(s_shape),
            Differentiate.HessianVector(sample.Scalar)(sample.X, sample.Directions[0]), Tolerance, "H v");
    });

    [Fact]
    public void Third_derivatives_agree_in_all_eight_nestings() => Check(sample =>
    {
        var modes = Modes.All;
        var nestings = from a in modes from b in modes from c in modes select new[] { a, b, c };
        double[] values = [.. nestings.Select(nesting => Nest(sample, nesting).Item())];
        Expect.Close(Enumerable.Repeat(values[0], values.Length).ToArray(), values, Tolerance, "third derivatives");
    });

    // The derivative along one direction after the other, each in its own mode.
    private static Tensor Nest(Sample sample, DifferentiationMethod[] modes)
    {
        var f = sample.Scalar;
        for (var i = 0; i < modes.Length; i++) f = Along(f, sample.Directions[i], modes[i]);
        return f(sample.X);
    }

    private static Func<Tensor, Tensor> Along(Func<Tensor, Tensor> f, Tensor direction, DifferentiationMethod mode) =>
        mode == DifferentiationMethod.Forward
            ? Differentiate.Directional(f, direction)
            : x => (Differentiate.Gradient(f)(x) * direction).Sum();

    private static void Check(Action<Sample> law) => Prop.ForAll(Samples.ToArbitrary(), law).QuickCheckThrowOnFailure();

    /// <summary>A function, where to differentiate it, and three directions.</summary>
    private sealed record Sample(double[] Numbers, (int Function, int First, int Second)[] Steps)
    {
        public Tensor X => Matrix(0);

        public Tensor[] Directions => [Matrix(1), Matrix(2), Matrix(3)];

        public Tensor Run(Tensor x)
        {
            var values = new List<Tensor> { x };
            foreach (var (function, first, second) in Steps)
            {
                values.Add(s_steps[function % s_steps.Length](values[first % values.Count], values[second % values.Count]));
            }
            return values[^1] + values[values.Count / 2] * 0.5;
        }

        public Tensor Scalar(Tensor x) => (Run(x) * Tensor.From<double>([1, -0.5, 0.75, 2], s_shape)).Sum();

        public override string ToString() =>
            $"[{string.Join(", ", Numbers)}]: {string.Join(", ", Steps.Select(s => (s.Function % s_steps.Length, s.First, s.Second)))}";

        private Tensor Matrix(int index) => Tensor.From(Numbers.AsSpan(4 * index, 4), s_shape);
    }
}
