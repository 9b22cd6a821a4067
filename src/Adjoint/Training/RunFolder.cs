using Adjoint.IO;
using Adjoint.Nn;

namespace Adjoint.Training;

/// <summary>The folder that one training run leaves: configuration, metrics, checkpoints and the curve.</summary>
public sealed class RunFolder
{
    private RunFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What was run: <c>config.json</c>.</summary>
    public string ConfigFile => In("config.json");

    /// <summary>One JSON line an event: <c>metrics.jsonl</c>.</summary>
    public string MetricsFile => In("metrics.jsonl");

    /// <summary>The weights after the last save: <c>last.safetensors</c>.</summary>
    public string LastWeightsFile => In("last.safetensors");

    /// <summary>The weights of the epoch that did best on the validation examples: <c>best.safetensors</c>.</summary>
    public string BestWeightsFile => In("best.safetensors");

    /// <summary>All that an exact resume needs: <c>state.safetensors</c>.</summary>
    public string StateFile => In("state.safetensors");

    /// <summary>The picture of losses and accuracies: <c>curve.svg</c>.</summary>
    public string CurveFile => In("curve.svg");

    /// <summary>Makes a new folder; it must not exist, or be empty.</summary>
    /// <exception cref="IOException">The folder holds something already, or cannot be made.</exception>
    public static RunFolder Create(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new IOException($"{path} holds something already, and a run does not overwrite another. Hint: choose another folder, or go on with it by --resume {path}.");
        }
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"Cannot make the run folder {path}: {e.Message}", e);
        }
        return new RunFolder(path);
    }

    /// <summary>Opens the folder of an earlier run.</summary>
    /// <exception cref="InvalidDataException">There is no run there.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);
        if (File.Exists(folder.ConfigFile)) return folder;
        throw new InvalidDataException($"{path} is no run folder: it holds no config.json."
            + (Directory.Exists(path) ? "" : " The folder does not exist."));
    }

    /// <summary>The best weights, or the last ones if no epoch was finished.</summary>
    /// <exception cref="InvalidDataException">Nothing was saved yet, or the file is corrupt or belongs to another model.</exception>
    public void LoadWeights(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var file = File.Exists(BestWeightsFile) ? BestWeightsFile : LastWeightsFile;
        if (!File.Exists(file)) throw new InvalidDataException($"{Path} holds no weights yet: neither best.safetensors nor last.safetensors is there.");
        try
        {
            model.LoadState(Safetensors.Load(file).Tensors);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{file}: these are not the weights of this run's model: {e.Message}", e);
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
