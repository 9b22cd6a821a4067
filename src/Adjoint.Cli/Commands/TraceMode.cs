namespace Adjoint.Cli.Commands;

/// <summary>The methods of differentiation, and all of them.</summary>
[Flags]
internal enum TraceMode
{
    None = 0,
    Reverse = 1,
    Forward = 2,
    Numeric = 4,
    All = Reverse | Forward | Numeric,
}
