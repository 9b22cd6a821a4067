namespace Adjoint.Cli.Commands;

/// <summary>What one call of <c>trace</c> asks for.</summary>
internal sealed record TraceOptions(string Formula, string[] At, TraceMode Mode, bool IsElementary, bool IsJson, string? Svg);
