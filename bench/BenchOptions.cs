using System.Globalization;

namespace Adjoint.Bench;

/// <summary>The command line: <c>SUITE [--json] [--peer] [--only TEXT] [--rounds N] [--sample-ms N]</c>.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        usage: SUITE [--json] [--peer] [--only TEXT] [--rounds N] [--sample-ms N]
               --markdown FILE    writes the JSON lines of FILE as the table of docs/performance.md
        --json       one JSON line a measurement instead of a table
        --peer       alternate with the PyTorch twin and give the ratio, the peer's time over ours
        --only TEXT  only measurements whose name or configuration holds the text
        --rounds N   samples of each side (9)
        --sample-ms N  the least a sample lasts (60)
        suites:
        """;

    /// <summary>The suite's name, or <c>all</c>.</summary>
    public string Suite { get; private init; } = "";

    public bool Json { get; private init; }

    public bool WithPeer { get; private init; }

    public string? Only { get; private init; }

    public int Rounds { get; private init; } = 9;

    public double SampleSeconds { get; private init; } = 0.06;

    /// <summary>A file of JSON lines to be written as a table, instead of measuring.</summary>
    public string? MarkdownFrom { get; private init; }

    /// <exception cref="UsageException">The arguments are not of that form.</exception>
    public static BenchOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--json" => options with { Json = true },
                "--peer" => options with { WithPeer = true },
                "--only" => options with { Only = ValueAfter(arguments, ref i) },
                "--rounds" => options with { Rounds = (int)NumberAfter(arguments, ref i) },
                "--sample-ms" => options with { SampleSeconds = NumberAfter(arguments, ref i) / 1e3 },
                "--markdown" => options with { MarkdownFrom = ValueAfter(arguments, ref i) },
                var name when !name.StartsWith('-') && options.Suite.Length == 0 => options with { Suite = name },
                var other => throw new UsageException($"'{other}' is not understood."),
            };
        }
        return options.Suite.Length > 0 || options.MarkdownFrom is not null ? options : throw new UsageException("No suite is named.");
    }

    private static string ValueAfter(ReadOnlySpan<string> arguments, ref int i) =>
        i + 1 < arguments.Length ? arguments[++i] : throw new UsageException($"{arguments[i]} needs a value.");

    private static double NumberAfter(ReadOnlySpan<string> arguments, ref int i)
    {
        var (option, text) = (arguments[i], ValueAfter(arguments, ref i));
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number is >= 1 and <= 1e6) return number;
        throw new UsageException($"{option} needs a number of at least 1, and is '{text}'.");
    }
}

/// <summary>The command line is wrong.</summary>
internal sealed class UsageException(string message) : Exception(message);
