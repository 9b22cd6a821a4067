using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>
/// Derivatives of scalars, vectors and matrices by scalars, vectors and matrices in the shapes of matrix calculus (CMU lecture 13). A scalar is
/// a tensor without dimensions, a vector has one, a matrix two.
/// </summary>
/// <remarks>
/// <para>With y in R, <b>y</b> in R^M, <b>Y</b> in R^(M x N) and x in R, <b>x</b> in R^P, <b>X</b> in R^(P x Q), the derivative's shape is,
/// in denominator layout and in numerator layout:</para>
/// <code>
///                by x              by x (vector)                   by X (matrix)
/// y              []      []        [P]        [P]                  [P, Q]        [Q, P]
/// y (vector)     [M]     [M]       [P, M]     [M, P]               [P, Q, M]     [M, P, Q]
/// Y (matrix)     [M, N]  [M, N]    [P, M, N]  [M, N, P]            [P, Q, M, N]  [M, N, P, Q]
/// </code>
/// <para>Denominator layout puts the indices of what is differentiated by first: D[p, m] = dy_m/dx_p. Numerator layout puts those of the
/// result first: D[m, p] = dy_m/dx_p, the Jacobian. Where both are vectors or less, the two are transposes of each other; one dimension has no
/// orientation in a tensor: read [P] as a column in denominator layout and as a row in numerator layout, and [M] the other way round. A scalar
/// by a matrix follows: [Q, P] in numerator layout, so that d tr(AX)/dX is A there and A^T in denominator layout. A matrix by a scalar has the
/// matrix's own shape in both.</para>
/// <para>In denominator layout the chain rule reads from the inside out: for u = h(x), y = g(u), dy/dx = (du/dx)(dy/du); in numerator layout
/// dy/dx = (dy/du)(du/dx).</para>
/// </remarks>
public static class MatrixCalculus
{
    private const int MostDimensions = 2;

    /// <summary>The derivative of a function's result by its argument, in the shape of a layout (see <see cref="MatrixCalculus"/>).</summary>
    /// <param name="f">The function; its result has at most two dimensions.</param>
    /// <param name="x">The point, of at most two dimensions.</param>
    /// <param name="layout">Whose indices come first.</param>
    /// <exception cref="ShapeException">The argument or the result has more than two dimensions.</exception>
    /// <exception cref="DTypeException">The argument or the result is not of floating-point numbers.</exception>
    /// <exception cref="GradientException">The result was cut off from the argument by an operation without a derivative.</exception>
    public static Tensor Derivative(Func<Tensor, Tensor> f, Tensor x, MatrixLayout layout = MatrixLayout.Denominator)
    {
        var jacobian = Jacobian(f, x, out var y);
        var byScalar = y.Rank == 0 && x.Rank == MostDimensions;
        if (layout == MatrixLayout.Numerator) return byScalar ? jacobian.Transpose(0, 1) : jacobian;
        // x's indices, which come last, go to the front.
        return jacobian.Permute([.. Enumerable.Range(y.Rank, x.Rank), .. Enumerable.Range(0, y.Rank)]);
    }

    /// <summary>
    /// The derivative of vec(f(X)) by vec(X), which is a matrix whatever f gives: [PQ, MN] in denominator layout, [MN, PQ] in numerator layout
    /// (Magnus and Neudecker's). As vec(AXB) = (B^T kron A) vec(X), that is the derivative of AXB in numerator layout.
    /// </summary>
    /// <inheritdoc cref="Derivative(Func{Tensor, Tensor}, Tensor, MatrixLayout)"/>
    public static Tensor VecDerivative(Func<Tensor, Tensor> f, Tensor x, MatrixLayout layout = MatrixLayout.Denominator)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        var shape = x.Shape;
        return Derivative(v => Vec(f(Unvec(v, shape))), Vec(x), layout);
    }

    /// <summary>All elements of a matrix in one vector, column below column; a vector or scalar as a vector.</summary>
    /// <exception cref="ShapeException">There are more than two dimensions.</exception>
    public static Tensor Vec(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Require(x, "the tensor");
        return (x.Rank == MostDimensions ? x.Transpose(0, 1) : x).Reshape([x.ElementCount]);
    }

    /// <summary>
    /// The Kronecker product of two matrices, [M P, N Q] from [M, N] and [P, Q]: each element of the first times the whole second (PyTorch:
    /// <c>torch.kron</c>).
    /// </summary>
    /// <exception cref="ShapeException">One of them is no matrix.</exception>
    public static Tensor Kronecker(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank != MostDimensions || b.Rank != MostDimensions)
            throw new ShapeException($"MatrixCalculus.Kronecker: takes two matrices, and was given {a.Type} and {b.Type}.");
        var (m, n, p, q) = (a.Shape[0], a.Shape[1], b.Shape[0], b.Shape[1]);
        return (a.Reshape([m, 1, n, 1]) * b.Reshape([1, p, 1, q])).Reshape([m * p, n * q]);
    }

    private static Tensor Unvec(Tensor v, Shape shape) =>
        shape.Rank == MostDimensions ? v.Reshape([shape[1], shape[0]]).Transpose(0, 1) : v.Reshape(shape);

    private static Tensor Jacobian(Func<Tensor, Tensor> f, Tensor x, out Tensor y)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        Require(x, "what is differentiated by");
        var run = RecordedFunction.Run("MatrixCalculus.Derivative", arguments => f(arguments[0]), [x]);
        y = run.Value;
        Require(y, "the result");
        return run.Jacobians(null)[0];
    }

    private static void Require(Tensor tensor, string what)
    {
        if (tensor.Rank <= MostDimensions) return;
        throw new ShapeException($"MatrixCalculus: {what} is {tensor.Type}, and matrix calculus knows scalars, vectors and matrices. "
            + "Hint: Differentiate.Jacobian takes any shapes.");
    }
}
