namespace Adjoint.Bench;

/// <summary>One JSON line a measurement, as soon as it is there.</summary>
internal sealed class JsonReport : IReport
{
    public void Add(Measurement measurement) => Console.Out.WriteLine(measurement.ToJson());

    public void EndSuite()
    {
    }
}
