namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void Uniform(ulong key, ulong counter, Tensor result)
    {
        for (var k = 0; k < result.ElementCount; k++)
        {
            var position = unchecked(counter + (ulong)k);
            var value = result.DType == DType.Float32 ? Philox.UniformFloat(key, position) : Philox.UniformDouble(key, position);
            Element.Write(result, Element.Position(result, k), value);
        }
    }

    internal override void Dropout(ulong key, ulong counter, float threshold, double factor, Tensor x, Tensor result)
    {
        for (var k = 0; k < result.ElementCount; k++)
        {
            var isDropped = Philox.UniformFloat(key, unchecked(counter + (ulong)k)) < threshold;
            var value = isDropped ? 0 : Element.Real(x, Element.Position(x, k)) * factor;
            Element.Write(result, Element.Position(result, k), value);
        }
    }

    internal override void Normal(ulong key, ulong counter, Tensor result)
    {
        for (var k = 0; k < result.ElementCount; k++)
        {
            var position = unchecked(counter + (ulong)k);
            var value = result.DType == DType.Float32 ? Philox.NormalFloat(key, position) : Philox.NormalDouble(key, position);
            Element.Write(result, Element.Position(result, k), value);
        }
    }
}
