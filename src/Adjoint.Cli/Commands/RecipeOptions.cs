using System.CommandLine;
using Adjoint.Data;
using Adjoint.Regularization;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>The options of <c>train</c> that keep a run from going wrong or learning by heart.</summary>
internal sealed class RecipeOptions
{
    private const double LeastAboveZero = 1e-300;

    private readonly Option<string?> _loss = new("--loss")
    {
        Description = "How far values are from their targets: " + string.Join(", ", ValueLoss.Names) + $" ({ValueLoss.Usual}).",
        HelpName = "NAME",
    };

    private readonly Option<ClassWeighting> _classWeights = ChoiceOption.Create("--class-weights",
        "Whether rare classes count as much as common ones.", "weighting of classes",
        [("none", ClassWeighting.None), ("balanced", ClassWeighting.Balanced)]);

    private readonly Option<double?> _labelSmoothing = new NumberOption<double>(
        "--label-smoothing", "The share of the probability that is spread evenly over all classes (0).", 0, 1, "X").Option;

    private readonly Option<double?> _l1 =
        new NumberOption<double>("--l1", "The strength of the penalty on absolute weights, biases left out (0).", 0, 1e6, "X").Option;

    private readonly Option<double?> _l2 =
        new NumberOption<double>("--l2", "The strength of the penalty on squared weights, biases left out (0).", 0, 1e6, "X").Option;

    private readonly Option<double?> _clipNorm = new NumberOption<double>(
        "--clip-norm", "The greatest norm of all gradients together (any).", LeastAboveZero, double.MaxValue, "X").Option;

    private readonly Option<double?> _clipValue = new NumberOption<double>(
        "--clip-value", "The greatest magnitude of a single gradient (any).", LeastAboveZero, double.MaxValue, "X").Option;

    private readonly Option<double?> _average = new NumberOption<double>(
        "--average", "Keeps a running average of the weights, of which this much remains at a step, such as 0.999 (no average).", 0,
        0.999999999, "DECAY").Option;

    private readonly Option<int?> _patience = new NumberOption<int>(
        "--patience", "Stops after so many epochs without improvement on the validation examples (all epochs are done).", 1,
        int.MaxValue).Option;

    private readonly Option<double?> _minImprovement = new NumberOption<double>(
        "--min-improvement", "What counts as an improvement for --patience: more than this, of accuracy or loss (0).", 0, 1e6, "X").Option;

    /// <summary>All of them, in the order of <c>--help</c>.</summary>
    public Option[] All =>
        [_loss, _classWeights, _labelSmoothing, _l1, _l2, _clipNorm, _clipValue, _average, _patience, _minImprovement];

    /// <summary>What was asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="task">What is to be learned.</param>
    /// <param name="train">The examples to learn from.</param>
    public Recipe Given(ParseResult result, TaskEntry task, DataSet train)
    {
        RequireTask(result, task, "classes", task.Targets == TargetKind.Classes, _classWeights, _labelSmoothing);
        RequireTask(result, task, "values", task.Targets != TargetKind.Classes, _loss);
        if (result.GetValue(_minImprovement) is not null && result.GetValue(_patience) is null)
            throw new UsageException("--min-improvement says what --patience waits for, and needs it.");
        return new Recipe
        {
            Loss = GivenLoss(result),
            ClassWeights = result.GetValue(_classWeights) == ClassWeighting.Balanced ? ClassWeights.Balanced(train) : [],
            LabelSmoothing = result.GetValue(_labelSmoothing) ?? 0,
            L1 = result.GetValue(_l1) ?? 0,
            L2 = result.GetValue(_l2) ?? 0,
            ClipNorm = result.GetValue(_clipNorm),
            ClipValue = result.GetValue(_clipValue),
            Average = result.GetValue(_average),
            Patience = result.GetValue(_patience),
            MinImprovement = result.GetValue(_minImprovement) ?? 0,
        };
    }

    /// <summary>Checks the name of the loss, before the data are loaded.</summary>
    public string? GivenLoss(ParseResult result)
    {
        if (result.GetValue(_loss) is not { } name) return null;
        ValueLoss.Find(name);
        return name.ToLowerInvariant();
    }

    private static void RequireTask(ParseResult result, TaskEntry task, string what, bool isMet, params Option[] options)
    {
        if (isMet) return;
        if (options.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } given)
            throw new UsageException($"{given.Name} is for tasks of {what}, and the task is {task.Name}.");
    }
}
