namespace Adjoint.Losses;

internal static class ReductionExtensions
{
    extension(Reduction reduction)
    {
        /// <summary>The losses of the examples, reduced.</summary>
        public Tensor Of(Tensor losses) => reduction switch
        {
            Reduction.Mean => losses.Mean(),
            Reduction.Sum => losses.Sum(),
            _ => losses,
        };
    }
}
