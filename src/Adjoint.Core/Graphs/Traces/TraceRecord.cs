namespace Adjoint.Graphs;

/// <summary>Runs a function under the record and lays its steps out in the order of the lectures.</summary>
internal sealed class TraceRecord
{
    private readonly List<TraceStep> _steps = [];
    private readonly Dictionary<Node, TraceStep> _stepOf = [];

    private readonly Tensor _result;
    private readonly Dictionary<Tensor, string> _names = [];
    private readonly HashSet<Node> _numbers;
    private string _letter = "";

    private TraceRecord(Tensor result, Tensor[] numbers)
    {
        (_result, Value) = (result, result.Detach());
        _numbers = [.. numbers.Select(number => number.Node!)];
    }

    public Tensor Value { get; }

    public IReadOnlyList<TraceStep> Steps => _steps;

    public TraceStep? Output { get; private set; }

    public string ResultName { get; private set; } = "";

    public static TraceRecord Of(
        Func<Tensor[], Tensor> f, IReadOnlyList<string> names, IReadOnlyList<Tensor> values, Tensor[] numbers)
    {
        Tensor[] variables = [.. values.Select((value, i) => Variable(names[i], value))];
        var y = Run(f, variables);
        var record = new TraceRecord(y, numbers);
        var nodes = y.Node is { } node ? GraphNodes.InOrder(node) : [];
        var captured = record.Captured(nodes, [.. variables.Select(variable => variable.Node!)], [.. names]);
        (record.ResultName, record._letter) = TraceNames.Beside([.. names, .. captured.Select(leaf => leaf.Name)]);
        for (var i = 0; i < variables.Length; i++) record.PlaceVariable(variables[i].Node!, names[i]);
        foreach (var (leaf, name) in captured) record.PlaceVariable(leaf, name);
        if (y.Node is not { } root) return record;
        record.PlaceOperations(nodes);
        record.Output = record._stepOf[root];
        return record;
    }

    public Graph ToGraph() => Graph.Of(_result, _names);

    private static Tensor Variable(string name, Tensor value)
    {
        if (!value.DType.IsFloat)
        {
            throw new DTypeException($"Trace: the variable '{name}' is {value.Type}, and a derivative needs floating-point numbers. "
                + "Hint: To(DType.Float64) first, or let the function capture it.");
        }
        using var noGrad = NoGrad.Begin();
        var variable = value.Clone();
        variable.RequiresGrad = true;
        return variable;
    }

    private static Tensor Run(Func<Tensor[], Tensor> f, Tensor[] variables)
    {
        using var record = NoGrad.Lift();
        using var keep = KeepValues.Begin();
        return f([.. variables]) ?? throw new ArgumentException("Trace: the function gave back null.", nameof(f));
    }

    private void PlaceVariable(Node node, string name)
    {
        _names.Add(node.Value!, name);
        Place(node, 0, node.Value!, name, []);
    }

    // The leaves that are no variables, with names that no variable has; numbers become names of the graph alone.
    private List<(Node Leaf, string Name)> Captured(IReadOnlyList<Node> nodes, HashSet<Node> variables, HashSet<string> taken)
    {
        var captured = new List<(Node, string)>();
        var count = 0;
        foreach (var node in nodes)
        {
            if (!node.IsLeaf || variables.Contains(node)) continue;
            if (_numbers.Contains(node)) _names.Add(node.Value!, TraceNumber.Text(node.Value!));
            else captured.Add((node, NextName()));
        }
        return captured;

        string NextName()
        {
            string name;
            do name = FormattableString.Invariant($"w{++count}");
            while (taken.Contains(name));
            return name;
        }
    }

    private void PlaceOperations(IReadOnlyList<Node> nodes)
    {
        var levels = new Dictionary<Node, int>(nodes.Count);
        foreach (var node in nodes)
        {
            var level = -1;
            for (var i = 0; i < node.InputCount; i++) level = Math.Max(level, node.Input(i) is { } source ? levels[source] : -1);
            levels[node] = level + 1;
        }
        // A stable order: within a level, that of the first appearance.
        foreach (var node in nodes.Where(node => !node.IsLeaf).OrderBy(node => levels[node])) PlaceOperation(node, levels[node]);
    }

    private void PlaceOperation(Node node, int level)
    {
        var inputs = new TraceInput[node.InputCount];
        for (var i = 0; i < inputs.Length; i++)
        {
            var value = node.InputValue(i) ?? throw NotKept(node);
            inputs[i] = new TraceInput(node.Input(i) is { } source ? _stepOf.GetValueOrDefault(source) : null, value.Detach());
        }
        Place(node, level, (node.Value ?? throw NotKept(node)).Detach(), null, inputs);
    }

    private void Place(Node node, int level, Tensor value, string? variable, TraceInput[] inputs)
    {
        var step = new TraceStep(_letter, _steps.Count, level, node, value, variable, inputs);
        _steps.Add(step);
        _stepOf[node] = step;
    }

    private static GradientException NotKept(Node node) => new(node.Operation!.Name,
        "the function uses this result, which was recorded before the trace began, so its numbers are gone. "
        + "Hint: compute it inside the function, or Detach() it.");
}
