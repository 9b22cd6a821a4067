using Adjoint.Data;

namespace Adjoint.Training;

/// <summary>A task that has a name on the command line. The source generator strings all of them together in
/// <c>TaskCatalogue</c>.</summary>
[Catalogue("TaskCatalogue")]
public interface INamedTask
{
    /// <summary>The tasks that this class makes.</summary>
    static abstract IEnumerable<TaskEntry> Entries { get; }
}

/// <summary>A task that has a name.</summary>
/// <param name="Name">The name, lower case.</param>
/// <param name="Description">One line: what is learned, by which loss.</param>
/// <param name="Targets">The targets that it takes; null if it looks at none.</param>
/// <param name="Create">Makes it with settings.</param>
public sealed record TaskEntry(string Name, string Description, TargetKind? Targets, Func<TaskSettings, LearningTask> Create)
{
    /// <summary>The task of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static TaskEntry Find(string name) =>
        TaskCatalogue.Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnknownNameException("task", name, TaskCatalogue.Entries.Select(entry => entry.Name));

    /// <summary>The task that is taken where none is named: classification of classes, regression on values.</summary>
    public static TaskEntry Usual(TargetKind targets) => Find(targets == TargetKind.Classes ? "classification" : "regression");
}

/// <summary>What can be set of a task by name. A setting that a task does not have is left alone by it.</summary>
public sealed record TaskSettings
{
    /// <summary>The loss of values, one of <see cref="ValueLoss.Names"/>; the task's own if null.</summary>
    public string? Loss { get; init; }

    /// <summary>What a mistake with each class counts; each the same if empty.</summary>
    public IReadOnlyList<double> ClassWeights { get; init; } = [];

    /// <summary>The share of the probability that is spread evenly over all classes, 0 to 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>What 1 of the targets stands for, where they were standardized.</summary>
    public double TargetUnit { get; init; } = 1;

    internal Tensor? ClassWeightTensor() => ClassWeights.Count == 0 ? null : Tensor.From<float>([.. ClassWeights.Select(w => (float)w)]);

    // Of two classes, only the relation of their weights counts.
    internal Tensor? PositiveWeightTensor() =>
        ClassWeights.Count == 2 ? Tensor.From<float>([(float)(ClassWeights[1] / ClassWeights[0])]) : null;
}
