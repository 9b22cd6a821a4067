using System.Text.Json.Nodes;
using Adjoint.Losses;
using Adjoint.Nn;

namespace Adjoint.Bench;

/// <summary>
/// Single layers on activations of the size that networks have: the value alone, and value and gradients. The gradient that comes from
/// above is drawn once, so that nothing but the layer is timed.
/// </summary>
internal sealed class LayersSuite : ISuite
{
    public static IEnumerable<Suite> Suites =>
        [new("layers", "softmax, GELU, dropout, normalisation and cross-entropy, forward and both ways", Run)];

    private static void Run(BenchRun run)
    {
        Layer(run, "softmax", [256, 1000], () => new Softmax(-1));
        Layer(run, "softmax", [4096, 1000], () => new Softmax(-1));
        Layer(run, "softmax", [64, 8, 64, 64], () => new Softmax(-1));
        Layer(run, "gelu", [512, 1024], () => new GELU());
        Layer(run, "gelu", [2048, 3072], () => new GELU());
        Layer(run, "gelu_tanh", [2048, 3072], () => new GELU(GELUApproximation.Tanh));
        Layer(run, "dropout", [512, 1024], () => new Dropout(0.1, new Generator(3)));
        Layer(run, "dropout", [2048, 3072], () => new Dropout(0.1, new Generator(3)));
        Layer(run, "layer_norm", [4096, 768], () => new LayerNorm([768]));
        Layer(run, "layer_norm", [512, 256], () => new LayerNorm([256]));
        Layer(run, "batch_norm_1d", [1024, 512], () => new BatchNorm1d(512));
        Layer(run, "batch_norm_2d", [64, 64, 28, 28], () => new BatchNorm2d(64));
        Layer(run, "batch_norm_2d", [32, 16, 32, 32], () => new BatchNorm2d(16));
        foreach (var shape in new int[][] { [256, 10], [4096, 1000], [512, 10_000] }) CrossEntropy(run, shape);
    }

    private static void Layer(BenchRun run, string name, int[] shape, Func<Module<Tensor, Tensor>> create)
    {
        run.Time("layers", new TimedCase("layers." + name, Config(shape, "forward"), () =>
        {
            var (layer, x, _) = Inputs(shape, create);
            return () =>
            {
                using var noGrad = NoGrad.Begin();
                layer.Forward(x);
            };
        }));
        run.Time("layers", new TimedCase("layers." + name, Config(shape, "forward+backward"), () =>
        {
            var (layer, x, gradient) = Inputs(shape, create);
            x.RequiresGrad = true;
            var parameters = layer.Parameters();
            return () =>
            {
                x.ZeroGrad();
                foreach (var parameter in parameters) parameter.Value.ZeroGrad();
                layer.Forward(x).Backward(gradient);
            };
        }));
    }

    private static void CrossEntropy(BenchRun run, int[] shape)
    {
        var loss = new CrossEntropyLoss();
        run.Time("layers", new TimedCase("layers.cross_entropy", Config(shape, "forward+backward"), () =>
        {
            var generator = new Generator(1);
            var x = Tensor.RandN(Shape.Create(shape), generator);
            var target = Tensor.RandInt(0, shape[1], [shape[0]], generator);
            x.RequiresGrad = true;
            return () =>
            {
                x.ZeroGrad();
                loss.Compute(x, target).Backward();
            };
        }));
    }

    private static (Module<Tensor, Tensor> Layer, Tensor X, Tensor Gradient) Inputs(int[] shape, Func<Module<Tensor, Tensor>> create)
    {
        var generator = new Generator(1);
        return (create(), Tensor.RandN(Shape.Create(shape), generator), Tensor.RandN(Shape.Create(shape), generator));
    }

    private static JsonObject Config(int[] shape, string part) =>
        new() { ["shape"] = string.Join('x', shape), ["part"] = part };
}
