using System.Text.Json;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Models.Convolutional;

/// <summary>torchvision's networks, and the others in plain PyTorch: <c>tests/fixtures/zoo.py</c> wrote what they hold and compute.</summary>
public sealed class ZooFixtureTests
{
    private const int Classes = 10;

    private static readonly JsonElement s_root =
        JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("zoo.json"))).RootElement;

    public static TheoryData<string> States => Names("states");

    public static TheoryData<string> Outputs => Names("outputs");

    [Theory]
    [MemberData(nameof(States))]
    public void Names_and_shapes_of_the_state_and_the_number_of_parameters_are_PyTorchs(string name)
    {
        var expected = s_root.GetProperty("states").GetProperty(name);
        var network = Outline(name);
        Assert.Equal(expected.GetProperty("parameters").GetInt64(), network.ParameterCount);
        Assert.Equal(
            expected.GetProperty("state").EnumerateArray().Select(entry => $"{entry[0].GetString()} [{string.Join(", ", entry[1].EnumerateArray())}]"),
            network.State().Select(entry => $"{entry.Key} {entry.Value.Shape}"));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Outputs_and_gradients_in_evaluation_mode_are_PyTorchs(string name)
    {
        var expected = s_root.GetProperty("outputs").GetProperty(name);
        var shape = expected.Ints("shape");
        var gradients = expected.GetProperty("gradients").EnumerateObject().ToList();
        var network = ModelEntry.Find(name).Create(new ModelSettings(shape[1..], Classes), new Generator(1));
        network.Eval();
        // AlexNet's linear layers alone have 58 million weights: single precision will do.
        var isLarge = network.ParameterCount > 30_000_000;
        if (!isLarge) network.To(DType.Float64);
        Assert.Equal(expected.GetProperty("names").EnumerateArray().Select(entry => entry.GetString()),
            network.StateNames.Where(state => state != "output.codes"));
        Fill(network, gradients.Select(gradient => gradient.Name));
        var input = Pattern(Shape.Create(shape), 500).To(isLarge ? DType.Float32 : DType.Float64);
        input.RequiresGrad = true;
        var outputs = Run(network, input);
        var loss = Tensor.Zeros([], input.DType);
        foreach (var (output, i) in outputs.Select((output, i) => (output, i)))
        {
            var values = expected.GetProperty("outputs")[i].EnumerateArray().Select(value => value.GetDouble()).ToArray();
            Near.Equal(values, output.To(DType.Float64).ToArray<double>(), isLarge ? 1e-4 : 1e-9);
            loss += (output * Pattern(output.Shape, 600 + i).To(input.DType)).Sum();
        }
        loss.Backward();
        var parameters = network.NamedParameters().ToDictionary(entry => entry.Path, entry => entry.Parameter.Value);
        foreach (var gradient in gradients)
        {
            var found = (gradient.Name == "input" ? input : parameters[gradient.Name]).Grad!.To(DType.Float64);
            var norm = gradient.Value[0].GetDouble();
            Near.Equal([1, gradient.Value[1].GetDouble() / norm],
                [found.Norm().Item() / norm, (found * Pattern(found.Shape, 700)).Sum().Item() / norm], isLarge ? 1e-4 : 1e-9);
        }
    }

    // Those of the auxiliary heads too, and of LeNet-5 of 1998 what it compares with its codes.
    private static IReadOnlyList<Tensor> Run(Module<Tensor, Tensor> network, Tensor input)
    {
        if (network is LeNet5Original original) return [original.Features(input)];
        if (network is not IAuxiliaryOutputs heads) return [network.Forward(input)];
        var (output, auxiliary) = heads.ForwardWithAuxiliary(input);
        Assert.Equal(2, auxiliary.Count);
        Assert.Equal(output.ToArray<double>(), network.Forward(input).ToArray<double>());
        return [output, .. auxiliary];
    }

    // As in the script. Only the gradients that are asked for are computed.
    private static void Fill(Module<Tensor, Tensor> network, IEnumerable<string> asked)
    {
        foreach (var (path, parameter) in network.NamedParameters()) parameter.RequiresGrad = asked.Contains(path);
        foreach (var ((path, tensor), stream) in network.State().Select((entry, stream) => (entry, stream)))
        {
            if (path.EndsWith("num_batches_tracked", StringComparison.Ordinal) || path.EndsWith("codes", StringComparison.Ordinal)) continue;
            var factor = tensor.Rank > 1 ? Math.Sqrt(6.0 * tensor.Shape[0] / tensor.ElementCount) : 0.1;
            var summand = tensor.Rank == 1 && path.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0;
            Func<double, double> value = path.EndsWith("running_var", StringComparison.Ordinal)
                ? x => 1 + Math.Abs(x) / 2
                : x => x * factor + summand;
            double[] period = [.. Period(stream).Select(value)];
            if (tensor.DType == DType.Float64) Repeat(period, tensor.AsSpan<double>());
            else Repeat([.. period.Select(x => (float)x)], tensor.AsSpan<float>());
        }
    }

    private static Tensor Pattern(Shape shape, long stream)
    {
        var values = new double[shape.ElementCount];
        Repeat(Period(stream), values);
        return Tensor.From<double>(values, shape);
    }

    private static double[] Period(long stream)
    {
        var values = new double[2003];
        for (long i = 0; i < values.Length; i++) values[i] = (i * 7919 + stream * 104729) * (i + 13) % 2003 / 1001.0 - 1;
        return values;
    }

    private static void Repeat<T>(T[] period, Span<T> target)
    {
        for (; target.Length > period.Length; target = target[period.Length..]) period.CopyTo(target);
        period.AsSpan(0, target.Length).CopyTo(target);
    }

    private static Module<Tensor, Tensor> Outline(string name)
    {
        using var meta = MetaTensors.Begin();
        var entry = ModelEntry.Find(name);
        return entry.CreateUsual(entry.UsualOutputs, new Generator(1));
    }

    private static TheoryData<string> Names(string part) => [.. s_root.GetProperty(part).EnumerateObject().Select(entry => entry.Name)];
}
