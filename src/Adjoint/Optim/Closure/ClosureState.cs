namespace Adjoint.Optim;

/// <summary>Reads the state of an optimizer with a closure, whose vectors may not be there yet.</summary>
internal sealed class ClosureState
{
    private readonly string _owner;
    private readonly IReadOnlyDictionary<string, Tensor> _state;

    public ClosureState(string owner, IReadOnlyDictionary<string, Tensor> state, IReadOnlyCollection<string> names)
    {
        (_owner, _state) = (owner, state);
        if (names.FirstOrDefault(name => !state.ContainsKey(name)) is { } missing) throw Wrong($"it needs {missing}, which is missing.");
        if (state.Count > names.Count)
            throw Wrong($"it has no {string.Join(", ", state.Keys.Except(names))}: it is the state of another one.");
    }

    /// <summary>A vector of a length, or an empty one.</summary>
    public double[] Vector(string name, int length) =>
        Find(name, DType.Float64, shape => shape.Rank == 1 && (shape[0] == length || shape[0] == 0), $"float64[{length}] or float64[0]")
            .ToArray<double>();

    /// <summary>At most so many vectors of a length.</summary>
    public double[][] Rows(string name, int length, int most) =>
    [
        .. Find(name, DType.Float64, shape => shape.Rank == 2 && shape[0] <= most && shape[1] == length,
            $"float64[at most {most}, {length}]").ToArray<double>().Chunk(length),
    ];

    /// <summary>A number of at least 0.</summary>
    public long Count(string name)
    {
        var count = Find(name, DType.Int64, shape => shape.ElementCount == 1, "int64[1]").ToArray<long>()[0];
        return count >= 0 ? count : throw Wrong($"{name} cannot be {count}.");
    }

    public double Number(string name) =>
        Find(name, DType.Float64, shape => shape.ElementCount == 1, "float64[1]").ToArray<double>()[0];

    public ArgumentException Wrong(string problem) => new($"{_owner}: this is not its state: {problem}");

    private Tensor Find(string name, DType dtype, Func<Shape, bool> isRight, string expected)
    {
        var found = _state[name];
        return found.DType == dtype && isRight(found.Shape) ? found : throw Wrong($"{name} must be {expected}, and is {found.Type}.");
    }
}
