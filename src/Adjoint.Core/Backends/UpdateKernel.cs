using Adjoint.Backends.Simd;

namespace Adjoint.Backends;

/// <summary>A formula of an optimizer step with its numbers, ready to be run by <see cref="FusedUpdate"/>.</summary>
public abstract class UpdateKernel
{
    private protected UpdateKernel()
    {
    }

    /// <summary>A kernel of a formula. The formula is a structure, so that the compiler puts it into the loop.</summary>
    public static UpdateKernel Of<TFormula>(TFormula formula) where TFormula : struct, IUpdateFormula =>
        new FormulaKernel<TFormula>(formula);

    /// <summary>Changes a run of a parameter and of its state.</summary>
    internal abstract void Update(in UpdateTarget target, int start, int count);

    private sealed class FormulaKernel<TFormula>(TFormula formula) : UpdateKernel where TFormula : struct, IUpdateFormula
    {
        internal override void Update(in UpdateTarget target, int start, int count)
        {
            if (target.Parameter.DType == DType.Float32) UpdateLoop.Run<TFormula, float>(formula, target, start, count);
            else UpdateLoop.Run<TFormula, double>(formula, target, start, count);
        }
    }
}

/// <summary>One parameter with its gradient, up to three state tensors of its shape, and what to do with them.</summary>
internal readonly record struct UpdateTarget(UpdateKernel Kernel, Tensor Parameter, Tensor Gradient, Tensor[] States);
