namespace Adjoint.Graphs;

/// <summary>Numbers the parts of each path in the order they come in, from 1 on.</summary>
internal sealed class PartNumbers
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly ModuleParts _parts;

    public PartNumbers(IEnumerable<int> order, ModuleParts parts)
    {
        _parts = parts;
        foreach (var part in order)
        {
            var number = _counts.GetValueOrDefault(parts.PathOf(part)) + 1;
            _counts[parts.PathOf(part)] = number;
            _numbers.Add(part, number);
        }
    }

    public int NumberOf(int part) => _numbers[part];

    public int CountOf(int part) => _counts[_parts.PathOf(part)];
}
