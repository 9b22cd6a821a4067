using Adjoint.Regularization;
using static System.FormattableString;

namespace Adjoint.Training;

/// <summary>What keeps a run from going wrong or learning by heart, as <c>config.json</c> keeps it. Nothing unless it is set.</summary>
public sealed record Recipe
{
    /// <summary>The name of the loss of values; the task's own if null.</summary>
    public string? Loss { get; init; }

    /// <summary>What a mistake with each class counts; each the same if empty.</summary>
    public IReadOnlyList<double> ClassWeights { get; init; } = [];

    /// <summary>The share of the probability that is spread evenly over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The strength of the penalty on absolute weights.</summary>
    public double L1 { get; init; }

    /// <summary>The strength of the penalty on squared weights.</summary>
    public double L2 { get; init; }

    /// <summary>The greatest norm of all gradients together; any if null.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The greatest magnitude of a gradient's element; any if null.</summary>
    public double? ClipValue { get; init; }

    /// <summary>How much of the running average of the weights remains at a step; no average if null.</summary>
    public double? Average { get; init; }

    /// <summary>The epochs without improvement after which training ends; all epochs are done if null.</summary>
    public int? Patience { get; init; }

    /// <summary>What counts as an improvement: more than this.</summary>
    public double MinImprovement { get; init; }

    /// <summary>The settings of the task.</summary>
    public TaskSettings TaskSettings() => new() { Loss = Loss, ClassWeights = ClassWeights, LabelSmoothing = LabelSmoothing };

    /// <summary>The penalty on the weights; null if there is none.</summary>
    public Penalty? Penalty() => (L1, L2) switch
    {
        (0, 0) => null,
        (_, 0) => new L1Penalty(L1),
        (0, _) => new L2Penalty(L2),
        _ => new ElasticNetPenalty(L1, L2),
    };

    /// <summary>When training ends early; null if never.</summary>
    public EarlyStopping? EarlyStopping() => Patience is { } patience ? new EarlyStopping(patience, MinImprovement) : null;

    internal string? Problem(int classes)
    {
        if (Loss is not null && !ValueLoss.Names.Contains(Loss)) return $"'loss' must be one of {string.Join(", ", ValueLoss.Names)}.";
        if (ClassWeights.Count > 0 && (ClassWeights.Count != classes || ClassWeights.Any(weight => !IsPositive(weight))))
            return $"'class_weights' must be {classes} numbers above 0, one a class.";
        if (LabelSmoothing is not (>= 0 and <= 1)) return Invariant($"'label_smoothing' must be from 0 to 1, and is {LabelSmoothing}.");
        if (!IsPositive(L1) && L1 != 0) return Invariant($"'l1' must be finite and at least 0, and is {L1}.");
        if (!IsPositive(L2) && L2 != 0) return Invariant($"'l2' must be finite and at least 0, and is {L2}.");
        if (ClipNorm is { } norm && !IsPositive(norm)) return Invariant($"'clip_norm' must be finite and above 0, and is {norm}.");
        if (ClipValue is { } value && !IsPositive(value)) return Invariant($"'clip_value' must be finite and above 0, and is {value}.");
        if (Average is not (null or (>= 0 and < 1))) return Invariant($"'average' must be at least 0 and less than 1, and is {Average}.");
        if (Patience < 1) return Invariant($"'patience' must be at least 1, and is {Patience}.");
        return IsPositive(MinImprovement) || MinImprovement == 0
            ? null
            : Invariant($"'min_improvement' must be finite and at least 0, and is {MinImprovement}.");
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}
