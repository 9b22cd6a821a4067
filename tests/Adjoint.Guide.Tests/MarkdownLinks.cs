using System.Text.RegularExpressions;

namespace Adjoint.Guide.Tests;

/// <summary>The links of a page to files of the project.</summary>
internal static partial class MarkdownLinks
{
    public static IEnumerable<string> Of(string markdown) => Link().Matches(markdown).Select(match => match.Groups[1].Value.Split('#')[0])
        .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));

    // [text](target), outside of code: a target has neither spaces nor parentheses.
    [GeneratedRegex(@"\]\(([^()\s]+)\)")]
    private static partial Regex Link();
}
