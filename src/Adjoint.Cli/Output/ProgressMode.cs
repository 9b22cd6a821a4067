namespace Adjoint.Cli.Output;

/// <summary>How progress is shown, on standard error.</summary>
internal enum ProgressMode
{
    /// <summary>Bars on a terminal, plain lines elsewhere.</summary>
    Auto,

    /// <summary>Bars.</summary>
    Bar,

    /// <summary>Plain lines without control characters.</summary>
    Plain,

    /// <summary>Nothing.</summary>
    None,
}
