using Adjoint.Backends;

namespace Adjoint;

/// <summary>The place of elements that were never made.</summary>
internal sealed class MetaStorage(DType dtype, int length) : Storage(Backend.Cpu, dtype, length)
{
    public override bool IsPooled => false;

    public override void Release()
    {
    }

    public override void Expose()
    {
    }

    public override string TextAt(int position) => "?";

    public override InvalidOperationException HoldsNoNumbers() => new NoElementsException(
        $"This {DType.Text} tensor has a shape and no elements, since it comes from a tensor without any. "
        + "Hint: end the scope of MetaTensors before numbers are asked for, and begin with a tensor that has them.");
}
