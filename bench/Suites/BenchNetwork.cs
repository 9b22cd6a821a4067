using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Bench;

/// <summary>A network of the zoo on images drawn at random; <c>peers/networks.py</c> has the same by the same name.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Image">Channels, height and width of its images.</param>
/// <param name="Classes">The number of its scores.</param>
/// <param name="Create">Makes it.</param>
internal sealed record BenchNetwork(string Name, (int Channels, int Size) Image, int Classes, Func<Module<Tensor, Tensor>> Create)
{
    /// <summary>Gradient descent by batches.</summary>
    public const string Step = "step";

    /// <summary>Scores alone, in the mode of evaluation and without a record.</summary>
    public const string Forward = "forward";

    private static readonly BenchNetwork[] s_all =
    [
        new("lenet5", (1, 28), 10, () => new LeNet5()),
        new("resnet18_cifar", (3, 32), 10, () => new ResNet([2, 2, 2, 2], 10, ResNetStem.Cifar)),
        new("alexnet", (3, 224), 1000, () => new AlexNet()),
        new("googlenet", (3, 224), 1000,
            () => new GoogLeNet(form: GoogLeNetForm.Original, hasAuxiliaryHeads: false, hasLocalResponseNorm: false)),
        new("googlenet_batchnorm", (3, 224), 1000, () => new GoogLeNet(hasAuxiliaryHeads: false)),
    ];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static BenchNetwork Named(string name) =>
        s_all.FirstOrDefault(network => network.Name == name) ?? throw new ArgumentException($"There is no network '{name}'.", nameof(name));

    /// <summary>A fresh network and so many batches; the result is one run of the part, on one batch after the other.</summary>
    public Action Work(string part, int batchSize, int batches)
    {
        var model = Create();
        var examples = Enumerable.Range(0, batches).Select(seed => Random(seed, batchSize)).ToArray();
        if (part == Step) return new TrainingStep(model, TrainingStep.OptimizerOf("sgd", model), examples).Run;
        model.Eval();
        var next = 0;
        return () =>
        {
            using var noGrad = NoGrad.Begin();
            model.Forward(examples[next++ % batches].Input);
        };
    }

    private (Tensor Input, Tensor Target) Random(int seed, int batchSize)
    {
        var generator = new Generator((ulong)seed);
        var (channels, size) = Image;
        return (Tensor.Rand([batchSize, channels, size, size], generator), Tensor.RandInt(0, Classes, [batchSize], generator));
    }
}
