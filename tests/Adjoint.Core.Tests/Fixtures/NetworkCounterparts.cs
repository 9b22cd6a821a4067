using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class NetworkCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["conv2d"] = One(Conv2d),
        ["max_pool2d"] = One((x, a) => new MaxPool2dOperation(Pool(a)).Apply(x[0])),
        ["avg_pool2d"] = One((x, a) => new AvgPool2dOperation(Pool(a), a.Flag("countIncludePad", true)).Apply(x[0])),
        ["softmax"] = One((x, a) => x[0].Softmax(a.Int("dim"))),
        ["log_softmax"] = One((x, a) => x[0].LogSoftmax(a.Int("dim"))),
        ["cross_entropy"] = One((x, a) => Reduced(x[0].CrossEntropy(x[1]), a)),
        ["binary_cross_entropy_with_logits"] = One((x, a) => Reduced(x[0].BinaryCrossEntropyWithLogits(x[1]), a)),
    };

    private static Tensor Conv2d(Tensor[] x, FixtureAttributes a)
    {
        var (stride, padding, dilation) = (a.Pair("stride", 1), a.Pair("padding", 0), a.Pair("dilation", 1));
        return new Conv2dOperation(new Conv2dOptions(
            stride.Height, stride.Width, padding.Height, padding.Width, dilation.Height, dilation.Width, a.Int("groups", 1))).Apply(x);
    }

    private static Pool2dOptions Pool(FixtureAttributes a)
    {
        var kernel = a.Pair("kernelSize", 1);
        var (stride, padding) = (a.Has("stride") ? a.Pair("stride", 1) : kernel, a.Pair("padding", 0));
        return new Pool2dOptions(
            kernel.Height, kernel.Width, stride.Height, stride.Width, padding.Height, padding.Width, a.Flag("ceilMode"));
    }

    private static Tensor Reduced(Tensor losses, FixtureAttributes a) => a.Text("reduction", "mean") switch
    {
        "none" => losses,
        "sum" => losses.Sum(),
        _ => losses.Sum() / losses.ElementCount,
    };
}
