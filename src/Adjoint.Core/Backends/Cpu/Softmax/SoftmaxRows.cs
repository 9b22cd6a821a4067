using System.Numerics;
using System.Runtime.Intrinsics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>What is done with each row.</summary>
internal enum SoftmaxWork
{
    Softmax,
    LogSoftmax,
    LogSumExp,
    Weighted,
    SoftmaxBackward,
    LogSoftmaxBackward,
}

/// <summary>
/// Rows of a softmax in blocks. A row goes through the widest vectors that it fills; one shorter than any vector goes through a padded
/// copy.
/// </summary>
/// <param name="work">What is done with each row.</param>
/// <param name="first">The scores, or the incoming gradient of a derivative.</param>
/// <param name="second">The output, for a derivative.</param>
/// <param name="result">The result's rows; not used by <see cref="SoftmaxWork.LogSumExp"/>.</param>
/// <param name="numbers">The greatest score of each row, the logarithm of its sum, and its weight; null where there are none.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="length">The length of a row.</param>
/// <param name="rowsOfBlock">The number of rows of a block.</param>
internal readonly unsafe struct SoftmaxRows<T>(
    SoftmaxWork work, T* first, T* second, T* result, SoftmaxNumbers<T> numbers, int rows, int length, int rowsOfBlock) : IBlockBody
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(int block)
    {
        var start = block * rowsOfBlock;
        var end = Math.Min(rows, start + rowsOfBlock);
        if (Vector512.IsHardwareAccelerated && length >= Simd512<T>.Count) Run<Simd512<T>>(start, end);
        else if (Vector256.IsHardwareAccelerated && length >= Simd256<T>.Count) Run<Simd256<T>>(start, end);
        else if (length >= Simd128<T>.Count) Run<Simd128<T>>(start, end);
        else RunPadded(start, end);
    }

    private void Run<TVector>(int start, int end) where TVector : unmanaged, ISimd<T, TVector>
    {
        for (var row = start; row < end; row++)
        {
            var offset = (nint)row * length;
            RunRow<TVector>(row, first + offset, second + offset, result + offset, length);
        }
    }

    private void RunPadded(int start, int end)
    {
        // At most 4 floats or 2 doubles. A score of minus infinity has no weight, and a gradient of 0 no effect.
        var space = stackalloc T[12];
        var padding = work is SoftmaxWork.SoftmaxBackward or SoftmaxWork.LogSoftmaxBackward ? T.Zero : T.NegativeInfinity;
        new Span<T>(space, 4).Fill(padding);
        new Span<T>(space + 4, 4).Clear();
        for (var row = start; row < end; row++)
        {
            var offset = (nint)row * length;
            new Span<T>(first + offset, length).CopyTo(new Span<T>(space, 4));
            if (second != null) new Span<T>(second + offset, length).CopyTo(new Span<T>(space + 4, 4));
            RunRow<Simd128<T>>(row, space, space + 4, space + 8, Simd128<T>.Count);
            if (result != null) new Span<T>(space + 8, length).CopyTo(new Span<T>(result + offset, length));
        }
    }

    private void RunRow<TVector>(int row, T* x, T* y, T* to, int count) where TVector : unmanaged, ISimd<T, TVector>
    {
        switch (work)
        {
            case SoftmaxWork.Softmax: SoftmaxKernels<T, TVector>.Softmax(x, to, count); break;
            case SoftmaxWork.LogSoftmax: SoftmaxKernels<T, TVector>.LogSoftmax(x, to, count); break;
            case SoftmaxWork.LogSumExp:
                (numbers.Greatest[row], numbers.Logarithm[row]) = SoftmaxKernels<T, TVector>.LogSumExp(x, count);
                break;
            case SoftmaxWork.Weighted:
                SoftmaxKernels<T, TVector>.Weighted(
                    x, numbers.Greatest[row], numbers.Logarithm[row], numbers.Weight[row], to, count);
                break;
            case SoftmaxWork.SoftmaxBackward: SoftmaxKernels<T, TVector>.SoftmaxBackward(x, y, to, count); break;
            default: SoftmaxKernels<T, TVector>.LogSoftmaxBackward(x, y, to, count); break;
        }
    }
}
