namespace Adjoint.Graphs;

/// <summary>How a trace calls its result and its steps: y and v0, v1, ... as in the lectures, unless a variable is called so.</summary>
/// <param name="Result">The result's name.</param>
/// <param name="Letter">What stands before a step's number.</param>
internal readonly record struct TraceNames(string Result, string Letter)
{
    private static readonly string[] s_results = ["y", "f", "g", "result"];
    private static readonly string[] s_letters = ["v", "u", "s", "w"];

    public static TraceNames Beside(IReadOnlyCollection<string> variables) => new(
        FirstFree(s_results, name => variables.Contains(name)),
        FirstFree(s_letters, letter => variables.Any(name => IsNumbered(name, letter))));

    private static string FirstFree(string[] names, Func<string, bool> isTaken)
    {
        if (Array.Find(names, name => !isTaken(name)) is { } free) return free;
        var last = names[^1];
        do last += "_";
        while (isTaken(last));
        return last;
    }

    private static bool IsNumbered(string name, string letter) => name.Length > letter.Length
        && name.StartsWith(letter, StringComparison.Ordinal) && name.AsSpan(letter.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
