namespace Adjoint.Backends;

/// <summary>The arithmetic of one optimizer step over a run of elements; called for one run after another, on several threads.</summary>
public interface IUpdateKernel
{
    /// <summary>Changes a run of a parameter and its state in place. State that the optimizer does not have is empty.</summary>
    void Update(Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> firstState, Span<float> secondState);

    /// <inheritdoc cref="Update(Span{float}, ReadOnlySpan{float}, Span{float}, Span{float})"/>
    void Update(Span<double> parameter, ReadOnlySpan<double> gradient, Span<double> firstState, Span<double> secondState);
}

/// <summary>One parameter with its gradient and up to two state tensors of its shape.</summary>
internal readonly record struct UpdateTarget(Tensor Parameter, Tensor Gradient, Tensor? FirstState, Tensor? SecondState);
