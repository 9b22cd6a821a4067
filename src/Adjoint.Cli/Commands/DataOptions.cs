using System.CommandLine;
using Adjoint.Data;

namespace Adjoint.Cli.Commands;

/// <summary>The options that say which data and where they are.</summary>
internal sealed class DataOptions
{
    public const string DrawnDigits = "digits that the program draws by itself";
    public const string DataOfRun = "that of the run";

    /// <param name="usual">What is used without <c>--data</c>.</param>
    public DataOptions(string usual = DrawnDigits) => Data = new Option<string?>("--data")
    {
        Description = $"The data set; 'adjoint data list' names them; or a file of a table, .csv or .tsv. Without it, {usual}.",
        HelpName = "NAME|FILE",
    };

    public Option<string?> Data { get; }

    public Option<string?> Directory { get; } = new("--data-dir")
    {
        Description = "The folder that holds data sets, each in a folder of its name. Otherwise ADJOINT_DATA, then the user's cache.",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Directory);
    }

    public DataLocation Location(ParseResult result) => DataLocation.Find(result.GetValue(Directory));
}
