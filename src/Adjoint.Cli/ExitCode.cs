namespace Adjoint.Cli;

/// <summary>What the program returns; scripts depend on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int BadData = 3;
    public const int Diverged = 4;
    public const int RequirementNotMet = 5;
    public const int Interrupted = 130;
}
