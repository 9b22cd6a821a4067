using System.Globalization;

namespace Adjoint.Nn;

/// <summary>Sizes along several dimensions as layers print them.</summary>
internal static class SizesText
{
    /// <summary>One number if all are equal, as in <c>2</c>, else all of them, as in <c>2x1</c> or <c>(2, 1)</c>.</summary>
    public static string Of(ReadOnlySpan<int> sizes, string separator = "x")
    {
        if (!sizes.ContainsAnyExcept(sizes[0])) return sizes[0].ToString(CultureInfo.InvariantCulture);
        var text = string.Join(separator, sizes.ToArray());
        return separator == "x" ? text : $"({text})";
    }

    /// <summary>An option with its name, or nothing where it is what PyTorch leaves out too.</summary>
    public static string Option(string name, ReadOnlySpan<int> sizes, int usual) =>
        sizes.ContainsAnyExcept(usual) ? $", {name} {Of(sizes)}" : "";
}
