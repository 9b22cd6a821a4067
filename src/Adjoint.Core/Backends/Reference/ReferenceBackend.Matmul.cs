namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void Matmul(Tensor x, Tensor y, Tensor? bias, Tensor result)
    {
        foreach (var index in Indices.Of(result.Shape))
        {
            var (batch, row, column) = (index[0], index[1], index[2]);
            var sum = bias is null ? 0 : Element.Real(bias, Element.Position(bias, [column]));
            for (var p = 0; p < x.Shape[2]; p++)
            {
                sum += Element.Real(x, Element.Position(x, [batch, row, p])) * Element.Real(y, Element.Position(y, [batch, p, column]));
            }
            Element.Write(result, Element.Position(result, index), sum);
        }
    }
}
