using Adjoint.Graphs;
using Adjoint.Representation;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests.Representation;

public sealed class PolynomialTests
{
    private static Tensor Variable(double value)
    {
        var x = Tensor.Scalar(value, DType.Float64);
        x.RequiresGrad = true;
        return x;
    }

    private static (int Operations, int Depth) Size(Tensor value) =>
        (Graph.Of(value).Count(GraphNodeKind.Operation), Graph.Of(value).Depth);

    [Fact]
    public void All_forms_are_one_function_with_one_derivative()
    {
        Prop.ForAll(Gen.Choose(-50, 50).Select(k => k / 10.0).NonEmptyListOf().ToArbitrary(), Gen.Choose(-20, 20).ToArbitrary(), (a, tenths) =>
        {
            var polynomial = new Polynomial([.. a.Take(12)]);
            var at = tenths / 10.0;
            var expected = Enumerable.Range(0, polynomial.Degree + 1).Sum(k => polynomial.Coefficients[k] * Math.Pow(at, k));
            var slope = Enumerable.Range(1, polynomial.Degree).Sum(k => k * polynomial.Coefficients[k] * Math.Pow(at, k - 1));
            foreach (var form in new Func<Tensor, Tensor>[] { polynomial.Terms, polynomial.SharedPowers, polynomial.Horner, polynomial.Estrin })
            {
                var x = Variable(at);
                var value = form(x);
                Near.Equal([expected], [value.Item()], 1e-10);
                if (polynomial.Degree > 0) Near.Equal([slope], [Gradient.Of(value, x)[0].Item()], 1e-9);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_forms_differ_in_size_and_depth_as_counted_by_hand()
    {
        var polynomial = new Polynomial(Enumerable.Range(1, 16).Select(k => (double)k).ToArray());
        const int n = 15;
        Assert.Equal(n * (n + 1) / 2 + n, Size(polynomial.Terms(Variable(2))).Operations);
        Assert.Equal(2 * n - 1 + n, Size(polynomial.SharedPowers(Variable(2))).Operations);
        Assert.Equal((2 * n, 2 * n), Size(polynomial.Horner(Variable(2))));
        // Eight pairs a + b x, then 4 + 2 + 1 joins, and the powers x^2, x^4, x^8.
        Assert.Equal((8 * 2 + 7 * 2 + 3, 8), Size(polynomial.Estrin(Variable(2))));
    }

    [Fact]
    public void A_polynomial_from_its_roots_vanishes_there()
    {
        var polynomial = Polynomial.FromRoots(1, 2, 3);
        Assert.Equal([-6, 11, -6, 1], polynomial.Coefficients);
        Near.Equal([0, 0, 0], polynomial.Horner(Tensor.From<double>([1, 2, 3])).ToArray<double>(), 1e-12);
        Assert.Equal([1], Polynomial.FromRoots().Coefficients);
    }

    [Fact]
    public void A_product_of_sums_is_compact_and_its_expansion_is_not()
    {
        foreach (var n in new[] { 1, 3, 6 })
        {
            Tensor[] x = [.. Enumerable.Range(0, n).Select(i => Variable(i + 1))], y = [.. Enumerable.Range(0, n).Select(i => Variable(0.5 * i))];
            var (factored, expanded) = (ProductOfSums.Factored(x, y), ProductOfSums.Expanded(x, y));
            Near.Equal([factored.Item()], [expanded.Item()], 1e-12);
            Assert.Equal(2 * n - 1, Size(factored).Operations);
            Assert.Equal((1 << n) * (n - 1) + (1 << n) - 1, Size(expanded).Operations);
        }
    }

    [Fact]
    public void Bad_coefficients_and_factors_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Polynomial());
        Assert.Throws<ArgumentException>(() => new Polynomial(1, double.NaN));
        Assert.Throws<ArgumentException>(() => ProductOfSums.Factored([], []));
        Assert.Throws<ArgumentException>(() => ProductOfSums.Factored([Variable(1)], []));
        var many = Enumerable.Range(0, 13).Select(_ => Variable(1)).ToArray();
        Assert.Contains("2^13", Assert.Throws<ArgumentException>(() => ProductOfSums.Expanded(many, many)).Message);
    }
}
