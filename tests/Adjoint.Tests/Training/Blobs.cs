using Adjoint.Data;

namespace Adjoint.Tests.Training;

/// <summary>Points around one centre a class, in four dimensions: a problem that a small network learns in an epoch.</summary>
internal sealed class Blobs : DataSet
{
    private const int Dimensions = 4;
    private readonly float[] _values;

    public Blobs(int count, ulong seed = 1)
    {
        Count = count;
        _values = Tensor.Rand([Math.Max(count, 1), Dimensions], new Generator(seed)).ToArray<float>();
        for (var i = 0; i < count; i++) _values[i * Dimensions + i % Classes.Count] += 1;
    }

    public override string Name => "blobs";

    public override int Count { get; }

    public override IReadOnlyList<int> InputShape => [Dimensions];

    public override IReadOnlyList<string> Classes => ["a", "b", "c"];

    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            _values.AsSpan(indices[i] * Dimensions, Dimensions).CopyTo(inputs[(i * Dimensions)..]);
            targets[i] = indices[i] % Classes.Count;
        }
    }
}
