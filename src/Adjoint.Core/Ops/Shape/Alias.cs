namespace Adjoint;

/// <summary>
/// y = x, the same elements under a record of their own (PyTorch: <c>view_as(self)</c>). A function that is differentiated by its argument
/// gets an alias of it, so that what it takes from elsewhere, be it the very same tensor, counts as a constant.
/// </summary>
internal sealed class AliasOperation : ViewOperation, IOperationSamples
{
    public static readonly AliasOperation Instance = new();

    public static IEnumerable<Sample> Samples => [new(Instance, SampleInput.Real([2, 3]))];

    public override Tensor ViewOf(Tensor x) => x.View(x.Shape, x.Strides, x.Offset);

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => gradient;

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => tangents[0];
}

internal static class AliasExtensions
{
    extension(Tensor x)
    {
        /// <summary>The same elements under a record of their own.</summary>
        public Tensor Alias() => AliasOperation.Instance.Apply(x);
    }
}
