using System.CommandLine;
using Adjoint.Data;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>The options of <c>train</c> that say what is done to images before the network sees them.</summary>
internal sealed class ImageOptions
{
    private const string None = "none";

    private readonly Option<string?> _augment = new("--augment")
    {
        Description = "Random changes of the training images, joined by commas, such as crop,flip or crop:2: "
            + string.Join("; ", AugmentationCatalogue.Entries.Select(entry => entry.Description))
            + "; or none (those usual for MODEL and data).",
        HelpName = "LIST",
    };

    private readonly Option<ImageNormalization> _normalize = ChoiceOption.Create("--normalize",
        "Whether each channel is brought to mean 0 and standard deviation 1 over the training images (as is usual for MODEL and data).",
        "normalisation of images", [(None, ImageNormalization.None), ("channels", ImageNormalization.Channels)]);

    public Option[] All => [_augment, _normalize];

    /// <summary>The random changes that were asked for, as a configuration keeps them; null if nothing was said.</summary>
    /// <exception cref="UnknownNameException">There is no such change.</exception>
    /// <exception cref="UsageException">What follows a name is no number for it.</exception>
    public string[]? Augment(ParseResult result)
    {
        if (result.GetValue(_augment) is not { } text) return null;
        if (text.Equals(None, StringComparison.OrdinalIgnoreCase)) return [];
        try
        {
            return [.. text.Split(',').Select(part => AugmentationEntry.Parse(part).ToString())];
        }
        catch (ArgumentException e) when (e is not UnknownNameException)
        {
            throw new UsageException($"--augment {text}: {e.Message}");
        }
    }

    /// <summary>The configuration with what is done to its images.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="config">The run.</param>
    /// <param name="usual">What is done if nothing is said.</param>
    /// <param name="train">The examples to learn from.</param>
    public RunConfig Set(ParseResult result, RunConfig config, UsualTraining usual, DataSet train)
    {
        var normalizes = IsGiven(result, _normalize)
            ? result.GetValue(_normalize) == ImageNormalization.Channels
            : usual.Normalizes;
        var augment = Augment(result) ?? usual.Augment;
        if (train.InputShape is [_, var height, var width])
        {
            var problems = augment.Select(step => AugmentationEntry.Parse(step).Problem(height, width));
            if (problems.FirstOrDefault(problem => problem is not null) is { } problem) throw new UsageException($"--augment: {problem}.");
        }
        return config with
        {
            Augment = augment,
            Normalization = normalizes ? ChannelNormalization.Learn(train) : null,
        };
    }

    /// <summary>A table has no images to change.</summary>
    public void RequireNone(ParseResult result)
    {
        if (All.FirstOrDefault(option => IsGiven(result, option)) is { } given)
            throw new UsageException($"{given.Name} is for images, and the data are a table.");
    }

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
