using System.Globalization;
using Adjoint.Data.Images;
using Adjoint.Inspect;

namespace Adjoint.Cli.Commands;

/// <summary>One call of <c>look</c>.</summary>
internal sealed class LookRun(LookSubject subject, LookOptions options)
{
    private const int Patches = 9;
    private const int SearchedImages = 2000;

    public int Execute()
    {
        RequireOutput();
        RequireUsed("--layer", options.Layer, LookKind.Filters, LookKind.Features, LookKind.Patches, LookKind.GradCam);
        RequireUsed("--class", options.Class, LookKind.Saliency, LookKind.GradCam, LookKind.Occlusion);
        var grid = Draw();
        foreach (var file in Write(grid)) StandardStreams.Output.WriteLine(file);
        return ExitCode.Done;
    }

    private PictureGrid Draw()
    {
        try
        {
            return options.What switch
            {
                LookKind.Filters => ConvolutionFilters.Of(subject.Network, options.Layer).ToGrid(),
                LookKind.Features => FeatureMaps.Of(subject.Network, LookInput.Load(options.Input, subject), options.Layer).ToGrid(),
                LookKind.Patches => MaximalPatches.Of(subject.Network, subject.Test(), options.Layer, count: Patches,
                    examples: SearchedImages).ToGrid(),
                LookKind.Templates => ClassTemplates.Of(subject.Network, subject.InputShape).ToGrid(subject.Classes),
                _ => Explain(LookInput.Load(options.Input, subject)),
            };
        }
        catch (ArgumentException e) when (e is not (UnknownNameException or ShapeException))
        {
            // Every argument comes from the command line.
            throw new UsageException(e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal));
        }
    }

    private PictureGrid Explain(Tensor image)
    {
        var target = TargetClass();
        if (options.What == LookKind.Saliency)
        {
            var saliency = Saliency.Smooth(subject.Network, image, target);
            return Titled(saliency.ToGrid(image), saliency.Class);
        }
        if (options.What == LookKind.GradCam)
        {
            var map = GradCam.Of(subject.Network, image, options.Layer, target);
            return Titled(map.ToGrid(image), map.Class);
        }
        var occlusion = OcclusionMap.Of(subject.Network, image, target);
        return Titled(occlusion.ToGrid(image), occlusion.Class);
    }

    private PictureGrid Titled(PictureGrid grid, int label)
    {
        var name = label < subject.Classes.Count ? subject.Classes[label] : $"number {label}";
        StandardStreams.Error.WriteLine($"The class is {name}{(options.Class is null ? ", which the network chooses" : "")}.");
        return grid with { Title = $"{grid.Title}; class {name}" };
    }

    private int? TargetClass()
    {
        if (options.Class is not { } text) return null;
        for (var i = 0; i < subject.Classes.Count; i++)
        {
            if (subject.Classes[i].Equals(text, StringComparison.OrdinalIgnoreCase)) return i;
        }
        // A number beyond the classes is refused by who knows how many the network tells.
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        throw new UnknownNameException("class", text, subject.Classes, "a number from 0 on names a class, too.");
    }

    private void RequireUsed(string option, string? given, params LookKind[] kinds)
    {
        if (given is null || kinds.Contains(options.What)) return;
        throw new UsageException($"{option} is for --what {string.Join(", ", kinds.Select(Name))}, and this is {Name(options.What)}.");
    }

    private bool IsPicture => Path.GetExtension(options.Out).ToLowerInvariant() is ".svg" or ".png";

    // A picture of another format would become a folder of that name.
    private void RequireOutput()
    {
        OutputFile.Require("--out", options.Out);
        if (IsPicture || Path.GetExtension(options.Out).Length == 0 || Directory.Exists(options.Out)) return;
        throw new UsageException($"--out {options.Out}: a picture is written as .svg or .png, and the name of a new folder has no ending.");
    }

    private static string Name(LookKind kind) => kind.ToString().ToLowerInvariant();

    private IEnumerable<string> Write(PictureGrid grid)
    {
        if (IsPicture)
        {
            grid.Save(options.Out);
            return [options.Out];
        }
        Directory.CreateDirectory(options.Out);
        string[] wholes = [At($"{Name(options.What)}.svg"), At($"{Name(options.What)}.png")];
        foreach (var file in wholes) grid.Save(file);
        var parts = grid.Cells.Select((cell, i) => (File: At(string.Create(CultureInfo.InvariantCulture,
            $"{Name(options.What)}-{i:000}.png")), cell.Picture)).ToArray();
        foreach (var (file, picture) in parts) ImageFile.Write(file, picture);
        return [.. wholes, .. parts.Select(part => part.File)];

        string At(string file) => Path.Combine(options.Out, file);
    }
}
