using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>A network that has a name on the command line. The source generator strings all of them together in
/// <c>ModelCatalogue</c>.</summary>
[Catalogue("ModelCatalogue")]
public interface INamedModel
{
    /// <summary>The networks that this class makes.</summary>
    static abstract IEnumerable<ModelEntry> Entries { get; }
}

/// <summary>A network that has a name.</summary>
/// <param name="Name">The name, lower case.</param>
/// <param name="Description">One line: what it is.</param>
/// <param name="InputShape">The usual shape of one example; the only one, unless <see cref="TakesOtherInputs"/>.</param>
/// <param name="Create">Makes the network.</param>
/// <param name="Defaults">How it is trained if nothing else is said.</param>
public sealed record ModelEntry(
    string Name,
    string Description,
    IReadOnlyList<int> InputShape,
    Func<ModelSettings, Generator, Module<Tensor, Tensor>> Create,
    TrainingDefaults Defaults)
{
    /// <summary>Whether the network can be made for examples of any shape, as one that flattens them can.</summary>
    public bool TakesAnyInput { get; init; }

    /// <summary>The least height and width of images that the network can be made for, of any number of channels; null if it is made for its
    /// usual ones alone.</summary>
    public int? LeastImageSize { get; init; }

    /// <summary>The number of classes or values that the network usually tells.</summary>
    public int UsualOutputs { get; init; } = 10;

    /// <summary>Whether the network can be made for examples of other shapes than its usual one.</summary>
    public bool TakesOtherInputs => TakesAnyInput || LeastImageSize is not null;

    /// <summary>The settings that <see cref="Create"/> looks at, beside inputs and outputs; others it leaves alone.</summary>
    public ModelSetting Understands { get; init; }

    /// <summary>The names of the tasks that the network can learn; null if it can learn any. A single one is chosen by itself.</summary>
    public IReadOnlyList<string>? Tasks { get; init; }

    /// <summary>Adam's step size on the standardized rows of a table if nothing else is said.</summary>
    public double TableLearningRate { get; init; } = 0.003;

    /// <summary>Makes the network for its usual input.</summary>
    /// <param name="outputs">The number of classes or of values it tells.</param>
    /// <param name="generator">Randomness for the first values.</param>
    public Module<Tensor, Tensor> CreateUsual(int outputs, Generator generator) =>
        Create(new ModelSettings(InputShape, outputs), generator);

    /// <summary>Whether the network can be made for examples of this shape.</summary>
    public bool Takes(IReadOnlyList<int> inputShape) => TakesAnyInput || InputShape.SequenceEqual(inputShape)
        || (LeastImageSize is { } least && inputShape is [> 0, var height, var width] && height >= least && width >= least);

    /// <summary>The shapes of examples that the network can be made for, as in <c>images [channels, height, width] of at least 63x63
    /// pixels</c>.</summary>
    public string TakenInputs => TakesAnyInput ? "inputs of any shape"
        : LeastImageSize is { } least ? $"images [channels, height, width] of at least {least}x{least} pixels"
        : $"inputs [{string.Join(", ", InputShape)}]";

    /// <summary>The network of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static ModelEntry Find(string name) =>
        ModelCatalogue.Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnknownNameException("model", name, ModelCatalogue.Entries.Select(entry => entry.Name));
}

/// <summary>How a network is trained if nothing else is said.</summary>
/// <param name="Epochs">Passes over the training examples.</param>
/// <param name="BatchSize">Examples of one step.</param>
/// <param name="Optimizer">The optimizer's name.</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="Schedule">The name of the schedule by which the step size changes.</param>
public sealed record TrainingDefaults(int Epochs, int BatchSize, string Optimizer, double LearningRate, string Schedule);
