using Adjoint.Data;

namespace Adjoint.Tests.Training;

/// <summary>Two inputs x, y and the two values x + 2y and x - y + 3: a problem of regression that one linear layer solves.</summary>
internal sealed class Line : DataSet
{
    private readonly float[] _inputs;

    public Line(int count, ulong seed = 1)
    {
        Count = count;
        _inputs = Tensor.Rand([Math.Max(count, 1), 2], new Generator(seed)).ToArray<float>();
    }

    public override string Name => "line";

    public override int Count { get; }

    public override IReadOnlyList<int> InputShape => [2];

    public override IReadOnlyList<string> TargetNames => ["sum", "difference"];

    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<float> targets)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            var (x, y) = (_inputs[2 * indices[i]], _inputs[2 * indices[i] + 1]);
            (inputs[2 * i], inputs[2 * i + 1]) = (x, y);
            (targets[2 * i], targets[2 * i + 1]) = (x + 2 * y, x - y + 3);
        }
    }
}
