using Adjoint.Core.Tests.Operations;

namespace Adjoint.Core.Tests.Autodiff.Functional;

public sealed class JacobianTests
{
    private static readonly Tensor s_a = Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });

    public static TheoryData<DifferentiationMethod?> Methods => [DifferentiationMethod.Reverse, DifferentiationMethod.Forward, null];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_Jacobian_of_a_linear_map_is_its_matrix(DifferentiationMethod? method)
    {
        var jacobian = Differentiate.Jacobian(x => s_a.Matmul(x), method)(Tensor.From<double>([1, -1, 2]));
        Assert.Equal([2, 3], jacobian.Shape);
        Assert.Equal(s_a.ToArray<double>(), jacobian.ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Its_shape_is_the_results_followed_by_the_arguments(DifferentiationMethod? method)
    {
        var jacobian = Differentiate.Jacobian(x => x.T.Reshape(3, 2, 1) * 2.0, method)(s_a);
        Assert.Equal([3, 2, 1, 2, 3], jacobian.Shape);
        // y[j, i, 0] = 2 x[i, j]
        for (var (i, j) = (0, 0); i < 2; (i, j) = j == 2 ? (i + 1, 0) : (i, j + 1))
        {
            var by = jacobian[j, i, 0].ToArray<double>();
            Assert.Equal(2, by[3 * i + j]);
            Assert.Equal(2, by.Sum());
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_argument_has_its_own(DifferentiationMethod? method)
    {
        var jacobians = Differentiate.Jacobian((Tensor[] x) => x[0] * x[1], method)([Tensor.From<double>([1, 2]), Tensor.Scalar(3, DType.Float64)]);
        Assert.Equal([3.0, 0.0, 0.0, 3.0], jacobians[0].ToArray<double>());
        Assert.Equal([2], jacobians[1].Shape);
        Assert.Equal([1.0, 2.0], jacobians[1].ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Arguments_and_results_without_elements_are_taken(DifferentiationMethod? method)
    {
        var x = Tensor.From<double>([1, 2]);
        Assert.Equal([0, 2], Differentiate.Jacobian(t => t[..0] * 2.0, method)(x).Shape);
        Assert.Equal([2, 0], Differentiate.Jacobian(t => t.Sum() * x, method)(x[..0]).Shape);
        Assert.Equal([0.0, 0.0, 0.0, 0.0], Differentiate.Jacobian(_ => x, method)(x).ToArray<double>());
    }

    [Fact]
    public void The_way_with_fewer_passes_is_taken_by_itself()
    {
        // A pass meets the custom step once: Vjp or Jvp is counted.
        var x = Tensor.From<double>([1, 2, 3]);
        var counted = new CountingOperation();
        Differentiate.Jacobian(t => counted.Apply(t).Sum())(x);
        Assert.Equal((1, 0), (counted.Vjps, counted.Jvps));
        Differentiate.Jacobian(t => counted.Apply(t).Expand([5, 3]))(x);
        Assert.Equal((1, 3), (counted.Vjps, counted.Jvps));
    }

    [Fact]
    public void A_Jacobian_is_a_function_that_can_be_differentiated()
    {
        // The Jacobian of the gradient of x0^2 x1 is [[2 x1, 2 x0], [2 x0, 0]].
        var x = Tensor.From<double>([3, 5]);
        foreach (var outer in Methods)
        {
            foreach (var inner in Modes.All)
            {
                var hessian = Differentiate.Jacobian(Differentiate.Gradient(t => t[0].Square() * t[1], inner), outer)(x);
                Assert.Equal([10.0, 6.0, 6.0, 0.0], hessian.ToArray<double>());
                // d/dx of all of it: only d²/dx0² by x1 and its permutations are left, each 2.
                var third = Differentiate.Jacobian(
                    Differentiate.Jacobian(Differentiate.Gradient(t => t[0].Square() * t[1], inner), outer), outer)(x);
                Assert.Equal([0.0, 2.0, 2.0, 0.0, 2.0, 0.0, 0.0, 0.0], third.ToArray<double>());
            }
        }
    }

    [Fact]
    public void The_Hessian_holds_all_second_derivatives()
    {
        var x = Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } });
        // f = (sum of x)^2 + sum of x^3
        var hessian = Differentiate.Hessian(t => t.Sum().Square() + (t * t * t).Sum())(x);
        Assert.Equal([2, 2, 2, 2], hessian.Shape);
        Expect.Close((Tensor.Eye(4, DType.Float64) * (x.Reshape(4) * 6.0) + 2.0).Reshape(2, 2, 2, 2), hessian, 1e-12, "Hessian");
    }

    [Fact]
    public void The_Hessian_of_several_arguments_comes_in_blocks()
    {
        var (x, y) = (Tensor.From<double>([2, 3]), Tensor.From(new double[,] { { 5 } }));
        // f = sum of x^2 y
        var blocks = Differentiate.Hessian((Tensor[] t) => (t[0].Square() * t[1]).Sum())([x, y]);
        Assert.Equal([10.0, 0.0, 0.0, 10.0], blocks[0][0].ToArray<double>());
        Assert.Equal([2, 1, 1], blocks[0][1].Shape);
        Assert.Equal([4.0, 6.0], blocks[0][1].ToArray<double>());
        Assert.Equal([1, 1, 2], blocks[1][0].Shape);
        Assert.Equal([4.0, 6.0], blocks[1][0].ToArray<double>());
        Assert.Equal([0.0], blocks[1][1].ToArray<double>());
    }

    [Fact]
    public void A_Hessian_vector_product_needs_no_Hessian()
    {
        var generator = new Generator(3);
        var (x, v) = (Tensor.RandN([5], generator).To(DType.Float64), Tensor.RandN([5], generator).To(DType.Float64));
        static Tensor F(Tensor t) => (t * t.Sin()).Sum() * t.Exp().Sum();
        Expect.Close(Differentiate.Hessian(F)(x).Matmul(v), Differentiate.HessianVector(F)(x, v), 1e-12, "H v");

        Tensor G(Tensor[] t) => (t[0] * t[1].Sin()).Sum() * t[0].Exp().Sum();
        var (y, w) = (x.Flip(0), v.Flip(0) * 0.5);
        var blocks = Differentiate.Hessian(G)([x, y]);
        var products = Differentiate.HessianVector(G)([x, y], [v, w]);
        for (var k = 0; k < 2; k++)
        {
            Expect.Close(blocks[k][0].Matmul(v) + blocks[k][1].Matmul(w), products[k], 1e-12, $"H v of argument {k}");
        }
    }

    [Fact]
    public void The_Hessian_of_a_quadratic_form_is_the_sum_of_its_matrix_and_its_transpose()
    {
        var a = s_a.T.Matmul(s_a) + Tensor.Arange(0, 9, dtype: DType.Float64).Reshape(3, 3);
        var hessian = Differentiate.Hessian(x => x.Matmul(a).Matmul(x))(Tensor.From<double>([1, 0, -2]));
        Expect.Close(a + a.T, hessian, 1e-12, "Hessian");
    }

    /// <summary>y = 2x, which counts how often its derivative rules are asked.</summary>
    private sealed class CountingOperation : Operation
    {
        public int Vjps { get; private set; }

        public int Jvps { get; private set; }

        protected internal override Saved Saves => Saved.None;

        protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs) => inputs[0].Type;

        protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs) => inputs[0].Detach() * 2;

        protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved)
        {
            Vjps++;
            return gradient * 2;
        }

        protected internal override Tensor Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved)
        {
            Jvps++;
            return tangents[0]! * 2;
        }
    }
}
