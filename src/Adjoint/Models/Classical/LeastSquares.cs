using System.Numerics.Tensors;
using Adjoint.LinearAlgebra;

namespace Adjoint.Models;

/// <summary>Weights and biases that make |X w + b - y|^2 + penalty |w|^2 least, in double precision.</summary>
internal static class LeastSquares
{
    /// <summary>One target after the other.</summary>
    /// <returns>For each target the weights and the bias.</returns>
    public static (double[] Weights, double Bias)[] Solve(
        DesignMatrix design, double[][] targets, LeastSquaresMethod method, double penalty, string operation)
    {
        Func<double[], double[]> solve = method switch
        {
            LeastSquaresMethod.QR => ByQR(design, penalty),
            LeastSquaresMethod.Cholesky => ByCholesky(design, penalty, operation),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, $"{operation}: there is no such method."),
        };
        return Array.ConvertAll(targets, target => SolveOne(design, target, solve));
    }

    private static (double[] Weights, double Bias) SolveOne(DesignMatrix design, double[] target, Func<double[], double[]> solve)
    {
        var centred = (double[])target.Clone();
        var mean = DesignMatrix.Center(centred);
        var length = DesignMatrix.Normalize(centred);
        var weights = solve(centred);
        TensorPrimitives.Multiply(weights, length, weights);
        return design.Unscale(weights, mean);
    }

    private static Func<double[], double[]> ByQR(DesignMatrix design, double penalty)
    {
        if (penalty == 0) return design.RequireFullRank().SolveColumn;
        // The penalty is a further example a weight: |root of the penalty times w - 0|^2.
        var columns = design.Columns.Select((column, j) =>
        {
            var penalised = new double[design.Rows + design.Columns.Length];
            column.CopyTo(penalised, 0);
            penalised[design.Rows + j] = Math.Sqrt(design.ScaledPenalty(j, penalty));
            return penalised;
        }).ToArray();
        var decomposition = QRDecomposition.Of(columns, design.Rows + columns.Length, Pivoting.Longest);
        return target => decomposition.SolveColumn([.. target, .. new double[columns.Length]]);
    }

    private static Func<double[], double[]> ByCholesky(DesignMatrix design, double penalty, string operation)
    {
        // Rounded numbers hide from the squares that columns depend on each other.
        if (penalty == 0 && design.IsRounded) design.RequireFullRank();
        var factor = design.Gram(penalty);
        if (CholeskyDecomposition.TryFactor(factor) is not null)
        {
            if (penalty == 0) design.RequireFullRank();
            throw new SingularMatrixException(operation, "the normal equations are singular up to rounding, though the columns are "
                + "not quite dependent. Hint: LeastSquaresMethod.QR, or a larger penalty.");
        }
        return target =>
        {
            var x = Array.ConvertAll(design.Columns, column => TensorPrimitives.Dot<double>(column, target));
            CholeskyDecomposition.SolveInPlace(factor, x);
            return x;
        };
    }
}
