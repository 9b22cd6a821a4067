namespace Adjoint.Cli.Commands;

/// <summary>How finely a computation is taken apart.</summary>
internal enum Granularity
{
    /// <summary>Every operation is one step.</summary>
    Complex,

    /// <summary>Operations that are made of smaller ones are several steps.</summary>
    Elementary,
}
