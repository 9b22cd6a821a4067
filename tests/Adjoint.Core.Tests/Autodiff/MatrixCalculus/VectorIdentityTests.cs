using static Adjoint.Core.Tests.Autodiff.MatrixCalculus.RandomMatrices;
using static Adjoint.MatrixCalculus;

namespace Adjoint.Core.Tests.Autodiff.MatrixCalculus;

/// <summary>The common derivatives by vectors (CMU lecture 13), in denominator layout unless said, for random sizes and numbers.</summary>
public sealed class VectorIdentityTests
{
    [Fact]
    public void A_product_with_a_matrix_from_the_right_has_that_matrix() => ForAll(random =>
    {
        var (x, b) = (random.Draw(random.N), random.Draw(random.N, random.M));
        Equal(b, Derivative(t => t.Matmul(b), x));
        Equal(b.Transpose(0, 1), Derivative(t => t.Matmul(b), x, MatrixLayout.Numerator));
    });

    [Fact]
    public void A_product_with_a_matrix_from_the_left_has_its_transpose() => ForAll(random =>
    {
        var (x, a) = (random.Draw(random.N), random.Draw(random.M, random.N));
        Equal(a.Transpose(0, 1), Derivative(a.Matmul, x));
        Equal(a, Derivative(a.Matmul, x, MatrixLayout.Numerator));
    });

    [Fact]
    public void An_inner_product_has_the_other_factor() => ForAll(random =>
    {
        var (x, b) = (random.Draw(random.N), random.Draw(random.N));
        Equal(b, Derivative(t => t.Dot(b), x));
        Equal(b, Derivative(b.Dot, x));
    });

    [Fact]
    public void A_square_has_twice_the_vector() => ForAll(random =>
    {
        var x = random.Draw(random.N);
        Equal(2 * x, Derivative(t => t.Dot(t), x));
    });

    [Fact]
    public void A_quadratic_form_has_twice_the_product_if_its_matrix_is_symmetric() => ForAll(random =>
    {
        var (x, b) = (random.Draw(random.N), random.Symmetric(random.N));
        Equal(2 * b.Matmul(x), Derivative(t => t.Dot(b.Matmul(t)), x));
    });

    [Fact]
    public void A_quadratic_form_has_the_product_with_matrix_and_transpose_in_general() => ForAll(random =>
    {
        var (x, b) = (random.Draw(random.N), random.Draw(random.N, random.N));
        Equal((b + b.Transpose(0, 1)).Matmul(x), Derivative(t => t.Dot(b.Matmul(t)), x));
    });

    [Fact]
    public void The_Hessian_of_a_quadratic_form_is_matrix_and_transpose() => ForAll(random =>
    {
        var (x, b) = (random.Draw(random.N), random.Draw(random.N, random.N));
        Equal(b + b.Transpose(0, 1), Derivative(t => Derivative(s => s.Dot(b.Matmul(s)), t), x));
    });

    [Fact]
    public void The_length_has_the_direction() => ForAll(random =>
    {
        var (x, b) = (random.Draw(random.N), random.Draw(random.N));
        Equal((x - b) / (x - b).Norm(), Derivative(t => (t - b).Norm(), x));
    });

    [Fact]
    public void Least_squares_have_the_normal_equations() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.N), random.Draw(random.M, random.N), random.Draw(random.M));
        Equal(2 * a.Transpose(0, 1).Matmul(a.Matmul(x) - b), Derivative(t => (a.Matmul(t) - b).Square().Sum(), x));
    });

    [Fact]
    public void The_Jacobian_of_softmax_is_its_diagonal_less_its_square() => ForAll(random =>
    {
        var x = random.Draw(random.N);
        var s = x.Softmax(0);
        Equal(Tensor.Eye(random.N, DType.Float64) * s - s.Outer(s), Derivative(t => t.Softmax(0), x));
    });

    [Fact]
    public void The_Jacobian_of_sigmoid_is_diagonal() => ForAll(random =>
    {
        var x = random.Draw(random.N);
        var s = x.Sigmoid();
        Equal(Tensor.Eye(random.N, DType.Float64) * (s * (1 - s)), Derivative(t => t.Sigmoid(), x));
    });

    [Fact]
    public void The_product_rule_of_an_inner_product() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.N), random.Draw(random.M, random.N), random.Draw(random.M, random.N));
        Tensor U(Tensor t) => a.Matmul(t).Sin();
        Tensor V(Tensor t) => b.Matmul(t).Tanh();
        Equal(Derivative(U, x).Matmul(V(x)) + Derivative(V, x).Matmul(U(x)), Derivative(t => U(t).Dot(V(t)), x));
    });

    [Fact]
    public void The_product_rule_of_a_number_and_a_vector() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.N), random.Draw(random.N), random.Draw(random.M, random.N));
        Tensor Number(Tensor t) => a.Dot(t).Sin();
        Tensor Vector(Tensor t) => b.Matmul(t).Tanh();
        Equal(Derivative(Number, x).Outer(Vector(x)) + Number(x) * Derivative(Vector, x), Derivative(t => Number(t) * Vector(t), x));
    });

    [Fact]
    public void The_chain_rule_reads_inside_out_in_denominator_layout_and_outside_in_in_numerator_layout() => ForAll(random =>
    {
        var (x, a, b) = (random.Draw(random.N), random.Draw(random.M, random.N), random.Draw(random.P, random.M));
        Tensor H(Tensor t) => a.Matmul(t).Sin();
        Tensor G(Tensor u) => b.Matmul(u).Tanh();
        Equal(Derivative(H, x).Matmul(Derivative(G, H(x))), Derivative(t => G(H(t)), x));
        const MatrixLayout numerator = MatrixLayout.Numerator;
        Equal(Derivative(G, H(x), numerator).Matmul(Derivative(H, x, numerator)), Derivative(t => G(H(t)), x, numerator));
    });

    [Fact]
    public void The_outer_square_has_two_terms() => ForAll(random =>
    {
        var x = random.Draw(random.N);
        var derivative = Derivative(t => t.Outer(t), x);
        var eye = Tensor.Eye(random.N, DType.Float64);
        // D[p, i, j] = [p = i] x_j + x_i [p = j]
        Equal(eye.Unsqueeze(2) * x + eye.Unsqueeze(1) * x.Unsqueeze(1), derivative);
    });
}
