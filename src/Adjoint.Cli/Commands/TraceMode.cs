namespace Adjoint.Cli.Commands;

/// <summary>The four methods of differentiation, and all of them.</summary>
[Flags]
internal enum TraceMode
{
    None = 0,
    Reverse = 1,
    Forward = 2,
    Symbolic = 4,
    Numeric = 8,
    All = Reverse | Forward | Symbolic | Numeric,
}
