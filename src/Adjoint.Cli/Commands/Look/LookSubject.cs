using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>The network that is looked into, and where its images come from.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Network">The network.</param>
/// <param name="InputShape">The shape of an image, [channels, height, width].</param>
/// <param name="Classes">The names of the classes; empty if they are not known.</param>
/// <param name="Data">The name of the data set.</param>
/// <param name="Load">Loads the data set.</param>
/// <param name="Normalization">What the network's images go through first; null for nothing.</param>
internal sealed record LookSubject(string Name, Module<Tensor, Tensor> Network, IReadOnlyList<int> InputShape,
    IReadOnlyList<string> Classes, string Data, Func<DataSplits> Load, ChannelNormalization? Normalization = null)
{
    private const int UsualClasses = 10;

    /// <summary>The network of a run or, with its first weights, of a name.</summary>
    /// <exception cref="UsageException">There is neither, or it takes no images.</exception>
    public static LookSubject Find(string text, string? data, DataLocation location)
    {
        var models = ModelCatalogue.Entries.Select(entry => entry.Name).ToArray();
        if (File.Exists(Path.Combine(text, "config.json"))) return OfRun(text, data, location);
        if (models.Contains(text, StringComparer.OrdinalIgnoreCase)) return OfModel(ModelEntry.Find(text), data, location);
        if (Directory.Exists(text)) RunFolder.Open(text);
        var hint = Suggestion.Nearest(text, models) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        throw new UsageException($"'{text}' is neither a run folder nor a network.{hint} Networks: {string.Join(", ", models)}.");
    }

    /// <summary>The test examples, normalised as the network takes them.</summary>
    /// <exception cref="UsageException">They are not what the network takes.</exception>
    public DataSet Test()
    {
        var test = Load().Test;
        if (test.InputShape.SequenceEqual(InputShape)) return Normalization is null ? test : new NormalizedDataSet(test, Normalization);
        throw new UsageException($"{Name} takes images [{string.Join(", ", InputShape)}], and those of {test.Name} are "
            + $"[{string.Join(", ", test.InputShape)}]. Hint: name a picture with --input, or other data with --data.");
    }

    private static LookSubject OfRun(string path, string? data, DataLocation location)
    {
        var session = RunSession.Open(path);
        if (session.Table is not null) throw new UsageException($"{path} is a run on a table, and look is for networks on images.");
        RequireImages(session.Entry.Name, session.InputShape);
        var source = DataCatalogue.Find(data ?? session.Config.Data);
        return new LookSubject(session.Entry.Name, session.Model, session.InputShape, session.Config.Classes, source.Name,
            () => source.Load(location), session.Config.Normalization);
    }

    private static LookSubject OfModel(ModelEntry entry, string? data, DataLocation location)
    {
        RequireImages(entry.Name, entry.InputShape);
        var network = entry.CreateUsual(UsualClasses, new Generator(0));
        network.Eval();
        StandardStreams.Error.WriteLine($"adjoint: {entry.Name} has its first weights, drawn at random: nothing is learned yet.");
        var source = data is null ? DataCatalogue.Default : DataCatalogue.Find(data);
        return new LookSubject(entry.Name, network, entry.InputShape, [], source.Name, () => source.Load(location));
    }

    private static void RequireImages(string name, IReadOnlyList<int> shape)
    {
        if (shape is [1 or 3, > 0, > 0]) return;
        throw new UsageException($"look is for networks on images of one or three channels, and {name} takes "
            + $"[{string.Join(", ", shape)}].");
    }
}
