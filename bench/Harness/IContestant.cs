namespace Adjoint.Bench;

/// <summary>One side of a comparison: it gives numbers of which the least is the best, such as seconds or bytes.</summary>
internal interface IContestant
{
    /// <summary>What it is, as reports show it: <c>2 threads, tuned</c>.</summary>
    string Name { get; }

    /// <summary>Everything that one sample should not pay for.</summary>
    void Prepare();

    /// <summary>One sample.</summary>
    double Sample();
}
