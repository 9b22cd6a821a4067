using System.Globalization;

namespace Adjoint;

/// <summary>
/// How many windows of a kernel fit along one dimension, (H + 2p - d(k - 1) - 1)/s + 1, with errors that show the formula with its
/// numbers.
/// </summary>
internal static class WindowArithmetic
{
    private static readonly string[][] s_axes = [[], ["length"], ["height", "width"], ["depth", "height", "width"]];

    /// <summary>The names of the dimensions a kernel moves along: length; height and width; depth, height and width.</summary>
    public static ReadOnlySpan<string> Axes(int count) => s_axes[count];

    /// <summary>The layout of an input, as in <c>[batch, channels, height, width]</c>.</summary>
    public static string Layout(int axes) => $"[batch, channels, {string.Join(", ", s_axes[axes])}]";

    /// <summary>Refuses an input without batch or channels.</summary>
    public static void RequireRank(string operation, Shape input, int axes)
    {
        if (input.Rank == axes + 2) return;
        throw new ShapeException(operation, $"its input must be {Layout(axes)}, and its shape is {input}."
            + (input.Rank == axes + 1 ? " Hint: give a single example a batch dimension of 1 with Unsqueeze(0)." : ""));
    }

    public static void RequireAtLeast(string operation, string argument, int least, ReadOnlySpan<int> values)
    {
        foreach (var value in values)
        {
            if (value >= least) continue;
            throw new ArgumentException(ErrorText.Of(operation, $"{argument} {Text(values)} "
                + (least == 0 ? "cannot be negative." : string.Create(CultureInfo.InvariantCulture, $"must be at least {least}."))));
        }
    }

    /// <summary>
    /// The number of windows; a kernel that does not fit, or a padded size beyond what an int holds, is refused. In ceil mode less than a
    /// stride may be missing.
    /// </summary>
    public static int Windows(
        string operation, string window, string axis, int size, int kernel, int stride, int padding, int dilation, bool ceilMode = false)
    {
        var padded = size + 2L * padding;
        var reach = dilation * (kernel - 1L);
        if (padded > int.MaxValue || reach > int.MaxValue)
        {
            throw new ShapeException(operation, $"the sizes along the {axis} overflow: "
                + $"{Formula(size, kernel, stride, padding, dilation)} has a part beyond {int.MaxValue}.");
        }
        var free = padded - reach - 1;
        var counted = free + (ceilMode ? stride - 1L : 0);
        if (kernel > 0 && counted >= 0) return (int)(counted / stride) + 1;
        throw new ShapeException(operation, $"the {window} does not fit into the padded {axis}: "
            + $"{Formula(size, kernel, stride, padding, dilation)} is less than 1. Hint: {Hint(axis, kernel, free)}");
    }

    /// <summary>Refuses an output with more elements than a tensor holds.</summary>
    public static void RequireCount(string operation, ReadOnlySpan<long> sizes)
    {
        var count = 1.0;
        foreach (var size in sizes) count *= size;
        if (count <= Array.MaxLength) return;
        throw new ShapeException(operation, string.Create(CultureInfo.InvariantCulture,
            $"its output [{string.Join(", ", sizes.ToArray())}] would have {count:0} elements, and a tensor holds at most "
                + $"{Array.MaxLength}. Hint: a smaller output size, a larger stride, less padding or a smaller batch."));
    }

    public static string Text(ReadOnlySpan<int> values) =>
        values.Length == 1 ? values[0].ToString(CultureInfo.InvariantCulture) : $"({string.Join(", ", values.ToArray())})";

    private static string Formula(int size, int kernel, int stride, int padding, int dilation) => string.Create(
        CultureInfo.InvariantCulture,
        $"(H + 2p - d(k - 1) - 1)/s + 1 = ({size} + 2*{padding} - {dilation}*({kernel} - 1) - 1)/{stride} + 1");

    private static string Hint(string axis, int kernel, long free) => kernel < 1
        ? $"a kernel has at least one tap along the {axis}."
        : string.Create(CultureInfo.InvariantCulture, $"{(1 - free) / 2} more padding, a smaller kernel or a larger {axis} would fit.");
}
