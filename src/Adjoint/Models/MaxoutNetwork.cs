using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// A maxout network (Goodfellow et al., 2013; UNC lecture, TUM lecture 5): each hidden unit is the greatest of k linear functions, so that
/// it learns its own convex activation, at the price of k times the weights; dropout between layers is what it was made for. Input [batch,
/// ...] is flattened; output scores [batch, last width].
/// </summary>
public sealed partial class MaxoutNetwork : Module<Tensor, Tensor>, INamedModel
{
    private readonly Sequential _features = [new Flatten()];
    private readonly Linear _scores;

    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="widths">Inputs, hidden units, outputs: at least three numbers.</param>
    /// <param name="pieces">k, the linear functions of a unit.</param>
    /// <param name="dropout">The probability of zeroing a hidden unit while training.</param>
    /// <param name="generator">Randomness for the first values and for dropout; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentException">There are fewer than three widths, one is less than 1, or there are fewer than two
    /// pieces.</exception>
    public MaxoutNetwork(ReadOnlySpan<int> widths, int pieces = 2, double dropout = 0, Generator? generator = null)
    {
        LayerArgument.AtLeast(2, pieces, nameof(MaxoutNetwork));
        if (widths.Length < 3)
        {
            throw new ArgumentException(
                $"MaxoutNetwork: needs the number of inputs, hidden units and outputs, and {widths.Length} widths were given.",
                nameof(widths));
        }
        for (var i = 1; i < widths.Length - 1; i++)
        {
            _features.Add(new Linear(widths[i - 1], checked(widths[i] * pieces), generator: generator));
            _features.Add(new Maxout(pieces));
            if (dropout != 0) _features.Add(new Dropout(dropout, generator));
        }
        _scores = new Linear(widths[^2], widths[^1], generator: generator);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("maxout", "Maxout network with 64 hidden units of 2 pieces", [1, 28, 28],
            (settings, generator) => new MaxoutNetwork([settings.InputLength, .. settings.Hidden ?? [64], settings.Outputs],
                dropout: settings.Dropout ?? 0, generator: generator),
            new TrainingDefaults(5, 64, "sgd", 0.1, "linear"))
        {
            TakesAnyInput = true,
            Understands = ModelSetting.Hidden | ModelSetting.Dropout,
        },
    ];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => _scores.Forward(_features.Forward(input));
}
