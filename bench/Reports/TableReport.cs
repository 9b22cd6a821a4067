namespace Adjoint.Bench;

/// <summary>A table after each suite.</summary>
internal sealed class TableReport : IReport
{
    private readonly List<Measurement> _measurements = [];

    public void Add(Measurement measurement) => _measurements.Add(measurement);

    public void EndSuite()
    {
        Console.Out.WriteLine(ResultTable.Of(_measurements).ToText());
        _measurements.Clear();
    }
}
