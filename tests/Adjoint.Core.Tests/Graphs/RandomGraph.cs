using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Graphs;

/// <summary>A random acyclic graph: for each node beyond the first few, the numbers of one or two earlier ones.</summary>
/// <param name="Variables">The number of nodes without inputs.</param>
/// <param name="Steps">The inputs of the other nodes.</param>
internal sealed record RandomGraph(int Variables, IReadOnlyList<(int Left, int? Right)> Steps)
{
    public static Arbitrary<RandomGraph> Any => (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from variables in Gen.Choose(1, 4)
        from steps in Gen.Choose(0, 40)
        select Make(new Random(seed), variables, steps)).ToArbitrary();

    public int Count => Variables + Steps.Count;

    public IEnumerable<(int From, int To)> Edges => Steps.SelectMany((step, i) => step.Right is { } right
        ? new[] { (step.Left, Variables + i), (right, Variables + i) }
        : [(step.Left, Variables + i)]);

    /// <summary>The graph recorded with tensors, one for each node.</summary>
    public Tensor[] Record()
    {
        var tensors = new List<Tensor>();
        for (var i = 0; i < Variables; i++) tensors.Add(Variable(i));
        foreach (var (left, right) in Steps) tensors.Add(right is { } other ? tensors[left] * tensors[other] : tensors[left].Sin());
        return [.. tensors];
    }

    public static Tensor Variable(double value)
    {
        var variable = Tensor.Scalar(value, DType.Float64);
        variable.RequiresGrad = true;
        return variable;
    }

    private static RandomGraph Make(Random random, int variables, int steps) => new(variables, [.. Enumerable.Range(0, steps).Select(i =>
    {
        // Now and then far back, so that edges pass layers.
        int Earlier() => random.Next(random.Next(4) == 0 ? 0 : Math.Max(0, variables + i - 5), variables + i);
        return (Earlier(), random.Next(3) == 0 ? (int?)null : Earlier());
    })]);
}
