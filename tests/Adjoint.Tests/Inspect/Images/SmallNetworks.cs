using Adjoint.Nn;

namespace Adjoint.Tests.Inspect.Images;

/// <summary>Networks on small images whose insides can be told by hand.</summary>
internal static class SmallNetworks
{
    /// <summary>Maps x and -x of a grey image, their means over all places, and two scores: 3 m0 + m1 and m1 - m0.</summary>
    public static Sequential TwoMaps() => new()
    {
        { "conv", WithWeight(new Conv2d(1, 2, 1, bias: false), 1, -1) },
        { "pool", new AvgPool2d(2) },
        { "flat", new Flatten() },
        { "scores", WithWeight(new Linear(2, 2, bias: false), 3, 1, -1, 1) },
    };

    /// <summary>Scores [x at one pixel, 0].</summary>
    public static Lambda OnePixel(int row, int column) => new(x =>
    {
        var pixel = x[.., 0, row, column].Reshape([x.Shape[0], 1]);
        return Tensor.Concat([pixel, pixel * 0], 1);
    });

    public static Conv2d WithWeight(Conv2d layer, params float[] values)
    {
        layer.Weight.CopyFrom(Tensor.From<float>(values, layer.Weight.Shape));
        return layer;
    }

    private static Linear WithWeight(Linear layer, params float[] values)
    {
        layer.Weight.CopyFrom(Tensor.From<float>(values, layer.Weight.Shape));
        return layer;
    }
}
