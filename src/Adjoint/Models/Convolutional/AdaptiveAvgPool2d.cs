using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>Averages that bring images [batch, channels, H, W] to a size: pixel i of n averages H i/n up to ceil(H (i + 1)/n).</summary>
internal sealed partial class AdaptiveAvgPool2d(int size) : Module<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        var (height, width) = (input.Shape[2], input.Shape[3]);
        if (height == size && width == size) return input;
        if (size == 1) return input.Mean([2, 3], keepDim: true);
        return Averages(height, input.DType).Matmul(input).Matmul(Averages(width, input.DType).Transpose(0, 1));
    }

    // [size, length]: each row averages a window.
    private Tensor Averages(int length, DType dtype)
    {
        var rows = new double[size * length];
        for (var i = 0; i < size; i++)
        {
            var (from, to) = (i * length / size, ((i + 1) * length + size - 1) / size);
            for (var j = from; j < to; j++) rows[i * length + j] = 1.0 / (to - from);
        }
        return Tensor.From<double>(rows, [size, length]).To(dtype);
    }
}
