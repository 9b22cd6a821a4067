using System.Numerics.Tensors;

namespace Adjoint.Optim;

/// <summary>Solves with a symmetric matrix, if it is positive definite, by its factors L L^T.</summary>
internal static class Cholesky
{
    /// <summary>The x of (A + damping I) x = b, or null where that matrix is not positive definite.</summary>
    /// <param name="matrix">A, row by row.</param>
    /// <param name="damping">What is added to the diagonal.</param>
    /// <param name="right">b.</param>
    public static double[]? TrySolve(double[] matrix, double damping, double[] right)
    {
        var n = right.Length;
        var lower = (double[])matrix.Clone();
        for (var i = 0; i < n; i++)
        {
            var row = lower.AsSpan(i * n, n);
            for (var j = 0; j < i; j++)
            {
                var other = lower.AsSpan(j * n, j + 1);
                row[j] = (row[j] - TensorPrimitives.Dot<double>(row[..j], other[..j])) / other[j];
            }
            var pivot = row[i] + damping - TensorPrimitives.SumOfSquares<double>(row[..i]);
            if (!(pivot > 0 && double.IsFinite(pivot))) return null;
            row[i] = Math.Sqrt(pivot);
        }
        return Substitute(lower, right);
    }

    private static double[] Substitute(double[] lower, double[] right)
    {
        var n = right.Length;
        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            var row = lower.AsSpan(i * n, i + 1);
            x[i] = (x[i] - TensorPrimitives.Dot<double>(row[..i], x.AsSpan(0, i))) / row[i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            x[i] /= lower[i * n + i];
            TensorPrimitives.MultiplyAdd<double>(lower.AsSpan(i * n, i), -x[i], x.AsSpan(0, i), x.AsSpan(0, i));
        }
        return x;
    }
}
