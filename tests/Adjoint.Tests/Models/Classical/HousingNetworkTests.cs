using Adjoint.Losses;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Models.Classical;

public sealed class HousingNetworkTests
{
    [Fact]
    public void Structure_saves_seven_of_nineteen_parameters()
    {
        Assert.Equal(12, new StructuredHousingNetwork().ParameterCount);
        Assert.Equal(19, new HousingNetwork().ParameterCount);
    }

    [Fact]
    public void Each_hidden_unit_of_the_structured_network_sees_its_own_inputs_only()
    {
        var network = new StructuredHousingNetwork(new Generator(1), new Constant(10));
        var base_ = network.Hidden(Tensor.Zeros([1, 4])).ToArray<float>();
        bool[][] sees = [[true, false, false], [true, false, false], [false, true, true], [false, false, true]];
        for (var input = 0; input < 4; input++)
        {
            var one = new float[4];
            one[input] = 1;
            var changed = network.Hidden(Tensor.From<float>(one, [1, 4])).ToArray<float>().Zip(base_, (now, before) => now != before);
            Assert.Equal(sees[input], changed);
        }
    }

    [Fact]
    public void From_few_houses_the_structured_network_learns_more()
    {
        var (structured, full) = (0.0, 0.0);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var generator = new Generator(seed + 100);
            var (known, others) = (Houses(20, generator), Houses(500, generator));
            structured += BestError(start => new StructuredHousingNetwork(start, new Constant(0.1)), known, others);
            full += BestError(start => new HousingNetwork(start, new Constant(0.1)), known, others);
        }
        Assert.True(structured < 0.8 * full, FormattableString.Invariant($"structured {structured / 4:0.000}, full {full / 4:0.000}"));
    }

    // Of ten starts the one with the least training error counts: with three ReLU, many a start ends in a poor minimum.
    private static double BestError(Func<Generator, Module<Tensor, Tensor>> create, (Tensor Inputs, Tensor Prices) known,
        (Tensor Inputs, Tensor Prices) others)
    {
        var best = Enumerable.Range(1, 10).Select(start => Trained(create(new Generator((ulong)start)), known))
            .MinBy(network => Error(network, known))!;
        return Error(best, others);
    }

    private static Module<Tensor, Tensor> Trained(Module<Tensor, Tensor> network, (Tensor Inputs, Tensor Prices) known)
    {
        var optimizer = new Adam(network.Parameters(), learningRate: 0.03);
        for (var step = 0; step < 500; step++)
        {
            optimizer.ZeroGrad();
            new MSELoss().Compute(network.Forward(known.Inputs), known.Prices).Backward();
            optimizer.Step();
        }
        return network;
    }

    private static double Error(Module<Tensor, Tensor> network, (Tensor Inputs, Tensor Prices) houses)
    {
        using var noGrad = NoGrad.Begin();
        return (network.Forward(houses.Inputs) - houses.Prices).Square().Mean().Sqrt().Item();
    }

    // Prices with just the structure of the lecture's network, and noise of about a tenth of their spread.
    private static (Tensor Inputs, Tensor Prices) Houses(int count, Generator generator)
    {
        var inputs = Tensor.RandN([count, 4], generator);
        var (size, bedrooms) = (inputs[.., 0], inputs[.., 1]);
        var (zip, wealth) = (inputs[.., 2], inputs[.., 3]);
        var price = (0.5 * size + bedrooms + 0.5).Relu() + (0.5 - zip).Relu() + (wealth + 0.5 * zip + 0.5).Relu();
        return (inputs, (price + 0.1 * Tensor.RandN([count], generator)).Unsqueeze(1));
    }
}
