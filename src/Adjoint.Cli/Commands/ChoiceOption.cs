using System.CommandLine;

namespace Adjoint.Cli.Commands;

/// <summary>An option that takes one of a few names, with an error that lists them.</summary>
internal static class ChoiceOption
{
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">For <c>--help</c>.</param>
    /// <param name="kind">What a name stands for, for the error.</param>
    /// <param name="choices">The names, the default first.</param>
    public static Option<T> Create<T>(string name, string description, string kind, (string Name, T Value)[] choices)
    {
        var names = choices.Select(choice => choice.Name).ToArray();
        return new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => choices[0].Value,
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                foreach (var choice in choices)
                {
                    if (choice.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) return choice.Value;
                }
                argument.AddError(new UnknownNameException(kind, text, names).Message);
                return choices[0].Value;
            },
        };
    }
}
