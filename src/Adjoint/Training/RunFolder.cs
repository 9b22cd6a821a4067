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

    /// <summary>The picture of losses and metrics: <c>curve.svg</c>.</summary>
    public string CurveFile => In("curve.svg");

    /// <summary>What a run on a table was made from: <c>table.json</c>; other runs have none.</summary>
    public string TableFile => In("table.json");

    /// <summary>All of it on one page: <c>report.html</c>.</summary>
    public string ReportFile => In("report.html");

    /// <summary>Makes a new folder; it must not exist, or be empty.</summary>
    /// <exception cref="IOException">The folder holds something already, or cannot be made.</exception>
    public static RunFolder Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (!IsTaken(path))
            {
                Directory.CreateDirectory(path);
                return new RunFolder(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folders on the way are made too, so one that is missing could not be made.
            var reason = e is DirectoryNotFoundException or FileNotFoundException ? "nothing can be written there." : e.Message;
            throw new IOException($"Cannot make the run folder {path}: {reason}", e);
        }
        throw new IOException($"{path} holds something already, and a run does not overwrite another. Hint: choose another folder"
            + (File.Exists(System.IO.Path.Combine(path, "config.json")) ? ", or go on with the run that is there (--resume)." : "."));
    }

    /// <summary>Opens the folder of an earlier run.</summary>
    /// <exception cref="InvalidDataException">There is no run there.</exception>
    public static RunFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = new RunFolder(path);
        if (File.Exists(folder.ConfigFile)) return folder;
        throw new InvalidDataException($"{path} is no run folder: it holds no config.json."
            + (Directory.Exists(path) ? "" : " The folder does not exist."));
    }

    /// <summary>Keeps other programs from training in this folder until it is disposed; ends with the program, also with a killed
    /// one.</summary>
    /// <exception cref="IOException">Another program trains in the folder, or it cannot be written.</exception>
    public IDisposable Lock()
    {
        try
        {
            return new FileStream(In("run.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0,
                FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot train in {Path}: another program does, or the folder cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The best weights, or the last ones if no epoch was finished.</summary>
    /// <exception cref="InvalidDataException">Nothing was saved yet, or the file is corrupt or belongs to another model.</exception>
    public void LoadWeights(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var file = File.Exists(BestWeightsFile) ? BestWeightsFile : LastWeightsFile;
        if (!File.Exists(file))
            throw new InvalidDataException($"{Path} holds no weights yet: neither best.safetensors nor last.safetensors is there.");
        try
        {
            model.LoadState(Safetensors.Load(file).Tensors);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{file}: these are not the weights of this run's model: {e.Message}", e);
        }
    }

    private static bool IsTaken(string path) =>
        File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any());

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
