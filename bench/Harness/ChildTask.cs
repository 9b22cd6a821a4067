using System.Globalization;

namespace Adjoint.Bench;

/// <summary>What a fresh process is to do, as its arguments.</summary>
/// <param name="Network">The network's name, <see cref="BenchNetwork"/>.</param>
/// <param name="Part">The part of its work.</param>
/// <param name="Batch">Images a batch.</param>
/// <param name="Steps">How often, each time on a batch of its own.</param>
internal sealed record ChildTask(string Network, string Part, int Batch, int Steps)
{
    /// <summary>Training steps of LeNet-5 at batch 64.</summary>
    public static ChildTask LeNet5(int steps) => new("lenet5", BenchNetwork.Step, 64, steps);

    public string[] Arguments => [Network, Part, $"{Batch}", $"{Steps}"];

    public static ChildTask Parse(ReadOnlySpan<string> arguments) =>
        new(arguments[0], arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture),
            int.Parse(arguments[3], CultureInfo.InvariantCulture));
}
