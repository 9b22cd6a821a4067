namespace Adjoint.Cli.Commands;

/// <summary>What <c>look</c> shows.</summary>
internal enum LookKind
{
    Filters,
    Features,
    Patches,
    Saliency,
    GradCam,
    Occlusion,
    Templates,
}
