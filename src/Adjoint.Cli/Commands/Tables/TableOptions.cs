using System.CommandLine;

namespace Adjoint.Cli.Commands;

/// <summary>The options of <c>train</c> that say how a table is to be read and learned.</summary>
internal sealed class TableOptions
{
    public const double UsualTestFraction = 0.2;
    private const int MostFolds = 1000;

    public Option<string?> Target { get; } = new("--target")
    {
        Description = "Tables: the column to predict.",
        HelpName = "COLUMN",
    };

    public Option<bool> NoHeader { get; } = new("--no-header")
    {
        Description = "Tables: the first line holds values; the columns are called 1, 2, 3, ... Otherwise this is found out.",
    };

    public Option<string[]> Missing { get; } = Names("--missing", "WORD", "Tables: a further word for a missing value.");

    public Option<string[]> Text { get; } = Names("--text", "COLUMN", "Tables: a column of categories, even if they are numbers.");

    public Option<string[]> Drop { get; } = Names("--drop", "COLUMN", "Tables: a column to leave out.");

    public Option<string[]> Keep { get; } = Names("--keep", "COLUMN", "Tables: a column to keep that would be left out as an identifier.");

    public Option<bool> MissingIndicators { get; } = new("--missing-indicators")
    {
        Description = "Tables: a further input for each column of numbers with gaps, which says where they are.",
    };

    public Option<double?> TestFraction { get; } = new NumberOption<double>(
        "--test-fraction", "Tables: the fraction of the rows to test on (0.2).", 0, 0.9, "X").Option;

    public Option<int?> Folds { get; } = new NumberOption<int>(
        "--folds", "Tables: cross-validates in so many folds, too.", 2, MostFolds).Option;

    public Option[] All => [Target, NoHeader, Missing, Text, Drop, Keep, MissingIndicators, TestFraction, Folds];

    /// <summary>The first of these options that is on the command line; null if there is none.</summary>
    public Option? FirstGiven(ParseResult result) => All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });

    private static Option<string[]> Names(string name, string word, string description) => new(name)
    {
        Description = description + " May be given several times.",
        HelpName = word,
        DefaultValueFactory = _ => [],
    };
}
