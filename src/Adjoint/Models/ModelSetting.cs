namespace Adjoint.Models;

/// <summary>The settings of <see cref="ModelSettings"/> that a network by name may take, beside its inputs and outputs.</summary>
[Flags]
public enum ModelSetting
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="ModelSettings.Hidden"/>.</summary>
    Hidden = 1,

    /// <summary><see cref="ModelSettings.Activation"/>.</summary>
    Activation = 2,

    /// <summary><see cref="ModelSettings.Dropout"/>.</summary>
    Dropout = 4,

    /// <summary><see cref="ModelSettings.Normalization"/>.</summary>
    Normalization = 8,
}
