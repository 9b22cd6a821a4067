using System.CommandLine;
using System.Globalization;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Cli.Commands;

/// <summary>The options of <c>train</c> that say what the network is made of.</summary>
internal sealed class NetworkOptions
{
    private const int Widest = 1 << 20;

    private readonly Option<string?> _hidden = new("--hidden")
    {
        Description = "The widths of the hidden layers, such as 256,128 (those of MODEL).",
        HelpName = "N,N,...",
    };

    private readonly Option<string?> _activation = new("--activation")
    {
        Description = "What follows a hidden layer: " + string.Join(", ", ActivationCatalogue.Activations.Select(entry => entry.Name))
            + " (that of MODEL).",
        HelpName = "NAME",
    };

    private readonly Option<double?> _dropout =
        new NumberOption<double>("--dropout", "The probability of zeroing a hidden unit while training (0).", 0, 0.99, "X").Option;

    private readonly Option<string?> _normalization = new("--norm")
    {
        Description = "The normalisation of hidden layers: " + string.Join(", ", ModelSettings.Normalizations) + " (none).",
        HelpName = "NAME",
    };

    public Option[] All => [_hidden, _activation, _dropout, _normalization];

    /// <summary>What is set of the network.</summary>
    /// <exception cref="UsageException">The network does not have what is set, or a width is none.</exception>
    /// <exception cref="UnknownNameException">There is no such activation or normalisation.</exception>
    public NetworkConfig? Given(ParseResult result, ModelEntry model)
    {
        Require(result, model, _hidden, ModelSetting.Hidden);
        Require(result, model, _activation, ModelSetting.Activation);
        Require(result, model, _dropout, ModelSetting.Dropout);
        Require(result, model, _normalization, ModelSetting.Normalization);
        var network = new NetworkConfig
        {
            Hidden = result.GetValue(_hidden) is { } widths ? Widths(widths) : null,
            Activation = result.GetValue(_activation)?.ToLowerInvariant(),
            Dropout = result.GetValue(_dropout),
            Normalization = result.GetValue(_normalization)?.ToLowerInvariant(),
        };
        network.RequireKnown();
        return network == new NetworkConfig() ? null : network;
    }

    private static void Require(ParseResult result, ModelEntry model, Option option, ModelSetting setting)
    {
        if (result.GetResult(option) is not { Implicit: false } || model.Understands.HasFlag(setting)) return;
        var others = ModelCatalogue.Entries.Where(entry => entry.Understands.HasFlag(setting)).Select(entry => entry.Name);
        throw new UsageException($"{option.Name} says nothing to {model.Name}. Hint: it is an option of {string.Join(", ", others)}.");
    }

    private static int[] Widths(string text)
    {
        var widths = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width is < 1 or > Widest)
            {
                throw new UsageException($"--hidden {text}: '{part.Trim()}' is no width, a whole number from 1 to {Widest}. "
                    + "Hint: --hidden 256,128.");
            }
            widths.Add(width);
        }
        return [.. widths];
    }
}
