using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Adjoint.Cli.Commands;

/// <summary>An option that takes a number of a range, with errors that say what was expected.</summary>
internal sealed class NumberOption<T> where T : struct, INumber<T>, IMinMaxValue<T>
{
    private readonly string _range;

    public NumberOption(string name, string description, T least, T most, string letter = "N")
    {
        var kind = T.IsInteger(T.One / (T.One + T.One)) ? "a whole number" : "a number";
        _range = most == T.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{kind} of at least {least}")
            : string.Create(CultureInfo.InvariantCulture, $"{kind} from {least} to {most}");
        Option = new Option<T?>(name)
        {
            Description = description,
            HelpName = letter,
            CustomParser = argument => Parse(argument, least, most),
        };
    }

    public Option<T?> Option { get; }

    private T? Parse(ArgumentResult argument, T least, T most)
    {
        var text = argument.Tokens[0].Value;
        // NaN is in no range.
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        argument.AddError($"{Option.Name} takes {_range}, and '{text}' is none.");
        return null;
    }
}
