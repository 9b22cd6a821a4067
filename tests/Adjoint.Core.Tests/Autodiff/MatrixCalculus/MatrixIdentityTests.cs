using static Adjoint.Core.Tests.Autodiff.MatrixCalculus.RandomMatrices;
using static Adjoint.MatrixCalculus;

namespace Adjoint.Core.Tests.Autodiff.MatrixCalculus;

/// <summary>Derivatives by and of matrices, in denominator layout unless said, for random sizes and numbers.</summary>
public sealed class MatrixIdentityTests
{
    [Fact]
    public void Traces_of_products() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.M, random.N), random.Draw(random.N, random.M), random.Draw(random.M, random.N));
        Equal(a.Transpose(0, 1), Derivative(t => a.Matmul(t).Trace(), x));
        Equal(a, Derivative(t => a.Matmul(t).Trace(), x, MatrixLayout.Numerator));
        Equal(b, Derivative(t => t.Transpose(0, 1).Matmul(b).Trace(), x));
        Equal(2 * x, Derivative(t => t.Transpose(0, 1).Matmul(t).Trace(), x));
    });

    [Fact]
    public void The_trace_of_a_product_of_three() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.M, random.N), random.Draw(random.P, random.M), random.Draw(random.N, random.P));
        Equal(a.Transpose(0, 1).Matmul(b.Transpose(0, 1)), Derivative(t => a.Matmul(t).Matmul(b).Trace(), x));
    });

    [Fact]
    public void The_trace_of_a_quadratic_form() => ForAll(random =>
    {
        var (x, a) = (random.Draw(random.M, random.N), random.Draw(random.M, random.M));
        Equal((a + a.Transpose(0, 1)).Matmul(x), Derivative(t => t.Transpose(0, 1).Matmul(a).Matmul(t).Trace(), x));
    });

    [Fact]
    public void A_bilinear_form_has_the_outer_product() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.M, random.N), random.Draw(random.M), random.Draw(random.N));
        Equal(a.Outer(b), Derivative(t => a.Dot(t.Matmul(b)), x));
        Equal(b.Outer(a), Derivative(t => b.Dot(t.Transpose(0, 1).Matmul(a)), x).Transpose(0, 1));
    });

    [Fact]
    public void A_linear_layer_has_the_outer_product_of_its_gradient_and_its_input() => ForAll(random =>
    {
        // L = g(Wx + b): dL/dW = (dL/dz) x^T, dL/db = dL/dz, dL/dx = W^T (dL/dz)
        var (w, x, b, v) = (random.Draw(random.M, random.N), random.Draw(random.N), random.Draw(random.M), random.Draw(random.M));
        Tensor Loss(Tensor z) => z.Tanh().Dot(v);
        var byZ = Derivative(Loss, w.Matmul(x) + b);
        Equal(byZ.Outer(x), Derivative(t => Loss(t.Matmul(x) + b), w));
        Equal(byZ, Derivative(t => Loss(w.Matmul(x) + t), b));
        Equal(w.Transpose(0, 1).Matmul(byZ), Derivative(t => Loss(w.Matmul(t) + b), x));
    });

    [Fact]
    public void A_sum_of_squared_residuals_has_twice_the_transpose_times_them() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.N, random.P), random.Draw(random.M, random.N), random.Draw(random.M, random.P));
        Equal(2 * a.Transpose(0, 1).Matmul(a.Matmul(x) - b), Derivative(t => (a.Matmul(t) - b).Square().Sum(), x));
    });

    [Fact]
    public void A_matrix_by_a_number_has_its_own_shape() => ForAll(random =>
    {
        var (t, a, b) = (random.Draw(), random.Draw(random.M, random.N), random.Draw(random.M, random.N));
        Equal(b, Derivative(s => a + s * b, t));
        Equal(b, Derivative(s => a + s * b, t, MatrixLayout.Numerator));
    });

    [Fact]
    public void A_product_of_three_matrices_has_the_Kronecker_product_of_the_outer_two() => ForAll(random =>
    {
        // vec(AXB) = (B^T kron A) vec(X)
        var (x, a, b) = (random.Draw(random.M, random.N), random.Draw(random.P, random.M), random.Draw(random.N, random.M));
        Tensor F(Tensor t) => a.Matmul(t).Matmul(b);
        var matrix = Kronecker(b.Transpose(0, 1), a);
        Equal(Vec(F(x)), matrix.Matmul(Vec(x)));
        Equal(matrix, VecDerivative(F, x, MatrixLayout.Numerator));
        Equal(Kronecker(b, a.Transpose(0, 1)), VecDerivative(F, x));
    });

    [Fact]
    public void The_transpose_has_the_commutation_matrix() => ForAll(random =>
    {
        var x = random.Draw(random.M, random.N);
        var commutation = VecDerivative(t => t.Transpose(0, 1), x, MatrixLayout.Numerator);
        Equal(Vec(x.Transpose(0, 1)), commutation.Matmul(Vec(x)));
        Equal(Tensor.Eye(random.M * random.N, DType.Float64), commutation.Matmul(commutation.Transpose(0, 1)));
    });

    [Fact]
    public void A_matrix_by_a_matrix_has_the_indices_of_the_second_first() => ForAll(random =>
    {
        // D[p, q, m, n] = dY_mn/dX_pq of Y = AX is A_mp [n = q]
        var (x, a) = (random.Draw(random.P, random.N), random.Draw(random.M, random.P));
        var derivative = Derivative(a.Matmul, x);
        var expected = a.Transpose(0, 1).Reshape([random.P, 1, random.M, 1]) * Tensor.Eye(random.N, DType.Float64).Reshape([1, random.N, 1, random.N]);
        Equal(expected, derivative);
        Equal(expected.Permute(2, 3, 0, 1), Derivative(a.Matmul, x, MatrixLayout.Numerator));
    });
}
