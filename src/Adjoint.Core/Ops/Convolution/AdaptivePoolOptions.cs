using Adjoint.Backends;

namespace Adjoint;

/// <summary>As many windows as wanted, which share the image.</summary>
internal sealed record AdaptivePoolOptions(int OutHeight, int OutWidth) : PoolingOptions
{
    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("outputSize", $"({OutHeight}, {OutWidth})")];

    public override PoolingGeometry Geometry(string operation, Shape input)
    {
        PoolingShapes.RequireAdaptive(operation, input, [OutHeight, OutWidth]);
        return new PoolingGeometry(input[0] * input[1],
            PoolingAxis.Adaptive(input[2], OutHeight), PoolingAxis.Adaptive(input[3], OutWidth));
    }
}
