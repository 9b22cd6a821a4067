namespace Adjoint.Bench;

/// <summary>The samples of one contestant, in the order of the rounds.</summary>
internal sealed class SampleList(IContestant contestant)
{
    private readonly List<double> _values = [];

    public IContestant Contestant { get; } = contestant;

    public IReadOnlyList<double> Values => _values;

    public int Count => _values.Count;

    public double this[int round] => _values[round];

    public double Best => _values.Min();

    public double Median => Statistics.Median(_values);

    public void TakeOne() => _values.Add(Contestant.Sample());
}
