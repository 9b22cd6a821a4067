namespace Adjoint.Bench;

/// <summary>A contestant whose sample is whatever a function returns; the first one, with cold caches, does not count.</summary>
internal sealed class Sampler(string name, Func<double> sample) : IContestant
{
    public string Name => name;

    public void Prepare() => sample();

    public double Sample() => sample();
}
