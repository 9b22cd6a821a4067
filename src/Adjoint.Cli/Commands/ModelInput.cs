using System.CommandLine;
using System.Globalization;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Cli.Commands;

/// <summary><c>--input CxHxW</c>: the shape of an example that a network is made for, to be looked at and not to be run.</summary>
internal sealed class ModelInput
{
    private const int Largest = 1 << 16;

    public Option<string?> Option { get; } = new("--input")
    {
        Description = "The shape of one example, such as 3x224x224 (that of MODEL).",
        HelpName = "CxHxW",
    };

    /// <summary>The shape that was given, or the network's usual one.</summary>
    /// <exception cref="UsageException">The text is no shape, or none that the network can be made for.</exception>
    public static IReadOnlyList<int> Of(string? text, ModelEntry entry)
    {
        if (text is null) return entry.InputShape;
        var shape = Parse(text);
        if (entry.Takes(shape)) return shape;
        throw new UsageException($"--input {text}: {entry.Name} takes {entry.TakenInputs}.");
    }

    /// <summary>The network in evaluation mode, without numbers in it (see <see cref="MetaTensors"/>): for its shapes alone.</summary>
    public static Module<Tensor, Tensor> Outline(ModelEntry entry, IReadOnlyList<int> inputShape)
    {
        using var meta = MetaTensors.Begin();
        var network = entry.Create(new ModelSettings(inputShape, entry.UsualOutputs), new Generator(0));
        network.Eval();
        return network;
    }

    private static int[] Parse(string text)
    {
        var sizes = new List<int>();
        foreach (var part in text.Split('x', 'X', ','))
        {
            if (!int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > Largest)
            {
                throw new UsageException($"--input {text}: '{part.Trim()}' is no size, a whole number from 1 to {Largest}. "
                    + "Hint: --input 3x224x224.");
            }
            sizes.Add(size);
        }
        if (sizes.Aggregate(1L, (product, size) => Math.Min(product * size, long.MaxValue / Largest)) <= int.MaxValue) return [.. sizes];
        throw new UsageException($"--input {text}: an example has at most {int.MaxValue} values.");
    }
}
