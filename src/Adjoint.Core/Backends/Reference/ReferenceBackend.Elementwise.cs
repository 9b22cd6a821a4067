namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void Fill(Tensor target, double value)
    {
        foreach (var index in Indices.Of(target.Shape)) Element.Write(target, Element.Position(target, index), value);
    }

    internal override void Copy(Tensor source, Tensor target)
    {
        foreach (var index in Indices.Of(target.Shape))
        {
            Element.Copy(source, Element.Position(source, index), target, Element.Position(target, index));
        }
    }

    internal override void Map(IMapKernel kernel, Tensor x, Tensor result)
    {
        foreach (var index in Indices.Of(result.Shape))
        {
            var value = Element.Real(x, Element.Position(x, index));
            Element.Write(result, Element.Position(result, index), kernel.Define(value));
        }
    }

    internal override void Zip(IZipKernel kernel, Tensor x, Tensor y, Tensor result)
    {
        foreach (var index in Indices.Of(result.Shape))
        {
            var (left, right, target) = (Element.Position(x, index), Element.Position(y, index), Element.Position(result, index));
            if (x.DType.IsFloat) Element.Write(result, target, kernel.Define(Element.Real(x, left), Element.Real(y, right)));
            else Element.Write(result, target, kernel.Define(Element.Integer(x, left), Element.Integer(y, right)));
        }
    }

    internal override void Compare(Comparison comparison, Tensor x, Tensor y, Tensor result)
    {
        foreach (var index in Indices.Of(result.Shape))
        {
            var (left, right) = (Element.Position(x, index), Element.Position(y, index));
            var holds = x.DType.IsFloat
                ? Holds(comparison, Element.Real(x, left), Element.Real(y, right))
                : Holds(comparison, Element.Integer(x, left), Element.Integer(y, right));
            Element.Write(result, Element.Position(result, index), holds ? 1L : 0L);
        }
    }

    internal override void Where(Tensor condition, Tensor x, Tensor y, Tensor result)
    {
        foreach (var index in Indices.Of(result.Shape))
        {
            var source = Element.Integer(condition, Element.Position(condition, index)) != 0 ? x : y;
            Element.Copy(source, Element.Position(source, index), result, Element.Position(result, index));
        }
    }

    private static bool Holds(Comparison comparison, double x, double y) => comparison switch
    {
        Comparison.Equal => x == y,
        Comparison.NotEqual => x != y,
        Comparison.Less => x < y,
        Comparison.LessOrEqual => x <= y,
        Comparison.Greater => x > y,
        _ => x >= y,
    };

    private static bool Holds(Comparison comparison, long x, long y) => comparison switch
    {
        Comparison.Equal => x == y,
        Comparison.NotEqual => x != y,
        Comparison.Less => x < y,
        Comparison.LessOrEqual => x <= y,
        Comparison.Greater => x > y,
        _ => x >= y,
    };
}
