using Adjoint.Symbolic;

namespace Adjoint.Cli.Commands;

/// <summary>A formula from the command line or, for <c>-</c>, from standard input.</summary>
internal static class FormulaInput
{
    public static string Read(string argument) => argument == "-" ? ReadStandardInput() : argument;

    // One character more than the parser reads is enough for it to say that the formula is too long.
    private static string ReadStandardInput()
    {
        var buffer = new char[FormulaParser.MaximumLength + 1];
        var count = Console.In.ReadBlock(buffer);
        return new string(buffer, 0, count).Trim();
    }
}
