namespace Adjoint.Bench;

/// <summary>Where measurements go.</summary>
internal interface IReport
{
    void Add(Measurement measurement);

    /// <summary>A suite is through.</summary>
    void EndSuite();
}
