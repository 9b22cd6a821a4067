using System.Globalization;

namespace Adjoint.Cli.Commands;

/// <summary>The picture of a formula's graph, which has no modules that could be joined to make it smaller.</summary>
internal static class FormulaPicture
{
    /// <exception cref="IOException">The graph is too large to be drawn.</exception>
    public static string Of(Func<string> draw, int steps)
    {
        try
        {
            return draw();
        }
        catch (ArgumentException)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"there is no picture: the graph of this formula, of {steps:N0} steps, is too large to be drawn."));
        }
    }
}
