namespace Adjoint.Autodiff;

/// <summary>A walk from the root to the variables that finds the adjoint of each node; disposing it gives back whatever was not taken.</summary>
internal interface IAdjointPass : IDisposable
{
    /// <summary>Walks, with the adjoint of the root.</summary>
    void Run(Tensor seed);

    /// <summary>Hands a finished gradient out, once; null where none arrived.</summary>
    Tensor? TakeGradient(int index);
}
