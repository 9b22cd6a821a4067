using System.Globalization;

namespace Adjoint.Data;

/// <summary>One way to write a digit: the strokes of the pen, each through a few points, in percent of the digit's height.</summary>
internal sealed class PenStyle
{
    /// <summary>
    /// Parses "x y; x y; ... | x y; ...". A bar lifts the pen; a star behind a point makes a corner of it, elsewhere the pen runs smoothly.
    /// </summary>
    /// <param name="weight">How common the style is among the styles of its digit.</param>
    /// <param name="strokes">The points.</param>
    public PenStyle(int weight, string strokes)
    {
        Weight = weight;
        // A corner ends one smooth run and begins the next at the same control point, so jitter cannot tear them apart.
        var (points, runs, ends) = (new List<PenPoint>(), new List<Range>(), new List<(int, int)>());
        foreach (var stroke in strokes.Split('|'))
        {
            var start = points.Count;
            ends.Add((start, start + 1));
            foreach (var text in stroke.Split(';', StringSplitOptions.TrimEntries))
            {
                var numbers = text.TrimEnd('*').Split(' ');
                points.Add(new PenPoint(Percent(numbers[0]), Percent(numbers[1])));
                if (!text.EndsWith('*')) continue;
                runs.Add(start..points.Count);
                start = points.Count - 1;
            }

            runs.Add(start..points.Count);
            ends.Add((points.Count - 1, points.Count - 2));
        }

        (Points, Runs, Ends) = ([.. points], [.. runs], [.. ends]);
    }

    /// <summary>How common the style is among the styles of its digit.</summary>
    public int Weight { get; }

    /// <summary>The control points of all strokes.</summary>
    public PenPoint[] Points { get; }

    /// <summary>The control points of each smooth run.</summary>
    public Range[] Runs { get; }

    /// <summary>Each stroke's ends: the point where the pen comes down or is lifted, and its neighbour on the stroke.</summary>
    public (int End, int Neighbour)[] Ends { get; }

    private static float Percent(string number) => int.Parse(number, CultureInfo.InvariantCulture) / 100f;
}
