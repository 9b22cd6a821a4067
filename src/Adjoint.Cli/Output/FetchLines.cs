using System.Globalization;
using Adjoint.Data;

namespace Adjoint.Cli.Output;

/// <summary>Progress of a fetch as plain lines: one a file and tenth.</summary>
internal sealed class FetchLines(TextWriter output) : IProgress<FetchProgress>
{
    private string _file = "";
    private long _tenth;

    public void Report(FetchProgress value)
    {
        var tenth = value.Total == 0 ? 10 : 10 * value.Bytes / value.Total;
        if (value.File == _file && tenth <= _tenth) return;
        (_file, _tenth) = (value.File, tenth);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{value.File}: {value.Bytes / 1e6:0.0} of {value.Total / 1e6:0.0} MB"));
    }
}
