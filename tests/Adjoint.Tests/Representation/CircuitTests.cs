using System.Numerics;
using Adjoint.Nn;
using Adjoint.Representation;

namespace Adjoint.Tests.Representation;

public sealed class CircuitTests
{
    private static readonly Tensor s_corners = Tensor.From<double>([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    public void All_parity_circuits_are_right_on_every_input(int inputs)
    {
        bool[] expected = [.. Enumerable.Range(0, 1 << inputs).Select(row => BitOperations.PopCount((uint)row) % 2 == 0)];
        Assert.Equal(expected, ParityCircuit.Chain(inputs).TruthTable());
        Assert.Equal(expected, ParityCircuit.Tree(inputs).TruthTable());
        Assert.Equal(expected, ParityCircuit.DepthTwo(inputs).TruthTable());
        Assert.Equal(expected, ParityCircuit.Counting(inputs).TruthTable());
    }

    [Fact]
    public void Depth_saves_units()
    {
        Assert.Equal((14, 14), (ParityCircuit.Chain(8).Units, ParityCircuit.Chain(8).Depth));
        Assert.Equal((14, 6), (ParityCircuit.Tree(8).Units, ParityCircuit.Tree(8).Depth));
        Assert.Equal((129, 2), (ParityCircuit.DepthTwo(8).Units, ParityCircuit.DepthTwo(8).Depth));
        Assert.Equal((9, 2), (ParityCircuit.Counting(8).Units, ParityCircuit.Counting(8).Depth));
        Assert.Equal(ParityCircuit.DepthTwo(10).Units, ParityCircuit.DepthTwoUnits(10));
        Assert.Equal(BigInteger.Pow(2, 99) + 1, ParityCircuit.DepthTwoUnits(100));
    }

    [Fact]
    public void A_circuit_refuses_wires_and_rows_that_do_not_fit()
    {
        var circuit = new ThresholdCircuit(2);
        Assert.Throws<InvalidOperationException>(() => circuit.TruthTable());
        Assert.Contains("no wire 2 yet", Assert.Throws<ArgumentException>(() => circuit.Add(0, (2, 1))).Message);
        Assert.Throws<ArgumentException>(() => circuit.Add(0));
        Assert.Equal(2, circuit.Add(-1.5, (0, 1), (1, 1)));
        Assert.Equal([false, false, false, true], circuit.TruthTable());
        Assert.Contains("[m, 2]", Assert.Throws<ShapeException>(() => circuit.Evaluate(Tensor.Zeros([4, 3]))).Message);
        Assert.Throws<InvalidOperationException>(() => ParityCircuit.Chain(30).TruthTable());
        Assert.Throws<ArgumentOutOfRangeException>(() => ParityCircuit.DepthTwo(17));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParityCircuit.Chain(1));
    }

    public static TheoryData<string, double, double> Gates => new()
    {
        { "tanh", 1, 1e-2 }, { "tanh", 1, 1e-5 }, { "tanh", 10, 1e-2 }, { "sigmoid", 1, 1e-4 }, { "sigmoid", 0.1, 1e-7 },
    };

    private static Module<Tensor, Tensor> Activation(string name) => name == "tanh" ? new Tanh() : new Sigmoid();

    [Theory, MemberData(nameof(Gates))]
    public void Four_units_multiply_within_the_error(string activation, double bound, double error)
    {
        var gate = MultiplicationGate.Of(Activation(activation), bound, error);
        Assert.Equal(4, ((Linear)gate.Network[0]).OutFeatures);
        Assert.InRange(gate.LargestError, gate.AttainableError, error);
        // At points off the gate's own grid, with a margin for what lies between.
        var points = (Tensor.Rand([500, 2], new Generator(1), DType.Float64) * 2 - 1) * bound;
        var products = (points[.., 0] * points[.., 1]).ToArray<double>();
        var values = gate.Network.Forward(points).ToArray<double>();
        Assert.All(values.Zip(products), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1.05 * error));
    }

    [Fact]
    public void The_error_falls_with_the_square_of_the_scale_until_rounding_takes_over()
    {
        var trials = MultiplicationGate.ErrorsByScale(new Tanh(), 1);
        var (large, small) = (trials.First(trial => trial.Scale < 0.1), trials.First(trial => trial.Scale < 0.01));
        Assert.Equal(2, Math.Log(large.Error / small.Error) / Math.Log(large.Scale / small.Scale), 0.05);
        Assert.True(trials[^1].Error > 100 * trials.Min(trial => trial.Error));
    }

    [Fact]
    public void An_error_below_what_rounding_leaves_is_refused_and_the_least_one_told()
    {
        var error = Assert.Throws<ArgumentException>(() => MultiplicationGate.Of(new Tanh(), 1, 1e-13));
        Assert.Contains("rounding leaves", error.Message);
        Assert.Contains("float32", Assert.Throws<ArgumentException>(
            () => MultiplicationGate.Of(new Tanh(), 1, 1e-5, dtype: DType.Float32)).Message);
        Assert.InRange(MultiplicationGate.Of(new Tanh(), 1, 1e-2, dtype: DType.Float32).LargestError, 0, 1e-2);
    }

    [Fact]
    public void An_activation_without_curvature_makes_no_gate()
    {
        Assert.Contains("curved", Assert.Throws<ArgumentException>(() => MultiplicationGate.Of(new ReLU(), 1, 0.1)).Message);
        // tanh'' is 0 at 0: the lecture's condition, met by a shift.
        Assert.Contains("another shift", Assert.Throws<ArgumentException>(() => MultiplicationGate.Of(new Tanh(), 1, 0.1, shift: 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => MultiplicationGate.Of(new Tanh(), 0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultiplicationGate.Of(new Tanh(), 1, -1));
    }

    [Theory]
    [InlineData(2, 0.1)]
    [InlineData(5, 1e-6)]
    public void One_sigmoid_multiplies_bits(int inputs, double error)
    {
        var gate = BitProductGate.Of(inputs, error);
        for (var row = 0; row < 1 << inputs; row++)
        {
            double[] bits = [.. Enumerable.Range(0, inputs).Select(i => (double)(row >> i & 1))];
            var product = row == (1 << inputs) - 1 ? 1 : 0;
            Assert.InRange(Math.Abs(gate.Forward(Tensor.From<double>(bits, [1, inputs])).Item() - product), 0, error);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => BitProductGate.Of(2, 0.5));
    }

    [Fact]
    public void Networks_with_one_hidden_layer_compute_xor()
    {
        foreach (var network in new[] { XorNetwork.Thresholds(), XorNetwork.Rectifiers(), XorNetwork.Fold() })
            Assert.Equal([0, 1, 1, 0], network.Forward(s_corners).ToArray<double>());
    }
}
