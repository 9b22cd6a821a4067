namespace Adjoint.Symbolic;

/// <summary>Names of variables as they are typeset: <c>theta_2</c> is a Greek letter with an index.</summary>
internal static class Letters
{
    public static readonly Dictionary<string, string> Greek = new()
    {
        ["alpha"] = "\u03B1", ["beta"] = "\u03B2", ["gamma"] = "\u03B3", ["delta"] = "\u03B4", ["epsilon"] = "\u03B5", ["zeta"] = "\u03B6",
        ["eta"] = "\u03B7", ["theta"] = "\u03B8", ["iota"] = "\u03B9", ["kappa"] = "\u03BA", ["lambda"] = "\u03BB", ["mu"] = "\u03BC",
        ["nu"] = "\u03BD", ["xi"] = "\u03BE", ["rho"] = "\u03C1", ["sigma"] = "\u03C3", ["tau"] = "\u03C4", ["phi"] = "\u03C6",
        ["chi"] = "\u03C7", ["psi"] = "\u03C8", ["omega"] = "\u03C9",
    };

    /// <summary>The name without the digits at its end, and the digits: x12 is x and 12, W1_2 is W and 1,2.</summary>
    public static (string Letters, string Index) Split(string name)
    {
        var end = name.Length;
        while (end > 0 && (char.IsAsciiDigit(name[end - 1]) || (name[end - 1] == '_' && end < name.Length))) end--;
        if (end == 0 || !name.AsSpan(end).ContainsAnyInRange('0', '9')) return (name, "");
        return (name[..end], string.Join(',', name[end..].Split('_', StringSplitOptions.RemoveEmptyEntries)));
    }
}
