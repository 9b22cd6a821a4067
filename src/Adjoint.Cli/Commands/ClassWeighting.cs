namespace Adjoint.Cli.Commands;

/// <summary>What a mistake with a class counts.</summary>
internal enum ClassWeighting
{
    /// <summary>The same for every class.</summary>
    None,

    /// <summary>The more, the rarer the class.</summary>
    Balanced,
}
