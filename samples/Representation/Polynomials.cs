using Adjoint;
using Adjoint.Graphs;
using Adjoint.Graphs.Drawing;
using Adjoint.Representation;

/// <summary>One polynomial as graphs of different size and depth.</summary>
internal static class Polynomials
{
    public static void Run(Pictures pictures)
    {
        var polynomial = new Polynomial([.. Enumerable.Range(1, 16).Select(k => 1.0 / k)]);
        var x = Tensor.Scalar(0.5, DType.Float64);
        x.RequiresGrad = true;
        Console.WriteLine("degree 15        operations  depth  value");
        foreach (var (name, form) in new (string, Func<Tensor, Tensor>)[]
        {
            ("terms", polynomial.Terms), ("shared powers", polynomial.SharedPowers), ("Horner", polynomial.Horner), ("Estrin", polynomial.Estrin),
        })
        {
            var value = form(x);
            var graph = Graph.Of(value);
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-16} {graph.Count(GraphNodeKind.Operation),10} {graph.Depth,6}  {value.Item():0.000000000000}"));
        }
        Console.WriteLine("factors          operations factored  expanded   of (x1 + y1)(x2 + y2)...");
        foreach (var count in new[] { 2, 4, 8 })
        {
            Console.WriteLine($"{count,7} {Operations(ProductOfSums.Factored, count),28} {Operations(ProductOfSums.Expanded, count),9}");
        }
        var cubic = Polynomial.FromRoots(1, 2, 3);
        pictures.Add("horner", () => new GraphDrawing { Title = "(x - 1)(x - 2)(x - 3) by Horner's rule" }.ToSvg(Named(cubic.Horner, x)));
        pictures.Add("terms", () => new GraphDrawing { Title = "(x - 1)(x - 2)(x - 3) term by term" }.ToSvg(Named(cubic.Terms, x)));
    }

    private static Graph Named(Func<Tensor, Tensor> form, Tensor x) => Graph.Of(form(x), new Dictionary<Tensor, string> { [x] = "x" });

    private static int Operations(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, Tensor> form, int count) =>
        Graph.Of(form(Variables(count), Variables(count))).Count(GraphNodeKind.Operation);

    private static Tensor[] Variables(int count)
    {
        var variables = Enumerable.Range(0, count).Select(_ => Tensor.Scalar(1)).ToArray();
        foreach (var variable in variables) variable.RequiresGrad = true;
        return variables;
    }
}
