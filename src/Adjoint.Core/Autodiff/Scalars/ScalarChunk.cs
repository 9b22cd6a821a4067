using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Where the inputs of a step lie on the tape, 0 for none or a constant, and the local derivatives by them.</summary>
/// <param name="First">The first input.</param>
/// <param name="Second">The second input.</param>
/// <param name="FirstSlope">The derivative by the first input, or the value of that constant.</param>
/// <param name="SecondSlope">The derivative by the second input, or the value of that constant.</param>
internal readonly record struct ScalarLink(int First, int Second, double FirstSlope, double SecondSlope);

/// <summary>What a step computed, for showing it.</summary>
/// <param name="Operation">The operation; null for a variable.</param>
/// <param name="Value">The result.</param>
internal readonly record struct ScalarResult(Operation? Operation, double Value);

/// <summary>
/// A run of steps of a tape, as arrays side by side. A tape grows by further chunks, each as long as all before it up to a limit, so that
/// nothing is ever copied and a small tape is small.
/// </summary>
internal sealed class ScalarChunk
{
    private const int LeastCapacity = 512;
    private const int GreatestCapacity = 64 * 1024;

    private readonly ScalarLink[] _links;

    // Structs, not bare references: the store into an array of a class would be checked for its type each time.
    private readonly ScalarResult[] _results;

    /// <param name="start">The number of steps before this chunk.</param>
    public ScalarChunk(int start)
    {
        Start = start;
        Capacity = Math.Clamp(start, LeastCapacity, GreatestCapacity);
        if (start > Array.MaxLength - Capacity) throw new InvalidOperationException($"A tape holds at most {start:N0} steps.");
        _links = GC.AllocateUninitializedArray<ScalarLink>(Capacity);
        _results = new ScalarResult[Capacity];
    }

    /// <summary>The number of steps before this chunk.</summary>
    public int Start { get; }

    /// <summary>The number of steps that fit.</summary>
    public int Capacity { get; }

    public (ScalarLink Link, ScalarResult Result) this[int step] => (_links[step], _results[step]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int step, in ScalarLink link, in ScalarResult result)
    {
        _links[step] = link;
        _results[step] = result;
    }

    /// <summary>
    /// adjoint of input += adjoint of output times local derivative, for the steps up to a place on the tape, the last one first. Place 0,
    /// which stands for constants, takes up what nobody reads.
    /// </summary>
    public void Backward(Span<double> adjoints, int last)
    {
        for (var step = Math.Min(Capacity, last - Start) - 1; step >= 0; step--)
        {
            var adjoint = adjoints[Start + step + 1];
            if (adjoint == 0) continue;
            ref readonly var link = ref _links[step];
            adjoints[link.First] += adjoint * link.FirstSlope;
            adjoints[link.Second] += adjoint * link.SecondSlope;
        }
    }

    /// <summary>
    /// tangent of output += tangent of input times local derivative, for the steps from a place on the tape as far as there are tangents.
    /// </summary>
    public void Forward(Span<double> tangents, int first)
    {
        var end = Math.Min(Capacity, tangents.Length - 1 - Start);
        for (var step = Math.Max(0, first - 1 - Start); step < end; step++)
        {
            ref readonly var link = ref _links[step];
            var (ofFirst, ofSecond) = (tangents[link.First], tangents[link.Second]);
            var sum = tangents[Start + step + 1];
            if (ofFirst != 0) sum += ofFirst * link.FirstSlope;
            if (ofSecond != 0) sum += ofSecond * link.SecondSlope;
            tangents[Start + step + 1] = sum;
        }
    }
}
