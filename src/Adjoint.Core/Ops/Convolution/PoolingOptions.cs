using Adjoint.Backends;

namespace Adjoint;

/// <summary>The attributes that the pooling operations share: how the windows lie.</summary>
internal abstract record PoolingOptions
{
    public abstract IEnumerable<KeyValuePair<string, object>> Attributes { get; }

    /// <summary>Checks the attributes and the input [N, C, H, W].</summary>
    public abstract PoolingGeometry Geometry(string operation, Shape input);

    public Shape OutputShape(string operation, Shape input)
    {
        var geometry = Geometry(operation, input);
        return [input[0], input[1], geometry.OutHeight, geometry.OutWidth];
    }
}
