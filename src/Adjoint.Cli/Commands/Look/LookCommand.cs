using System.CommandLine;

namespace Adjoint.Cli.Commands;

/// <summary><c>look RUN|MODEL</c>: what a network on images has learned, and what it looks at.</summary>
internal static class LookCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("RUN|MODEL") { Description = "The run folder; or the name of a network, with its first weights." };
        var what = ChoiceOption.Create("--what", "What to look at: the filters of a convolution, the feature maps of an image, the patches that "
            + "excite each channel most, the saliency of a class's score, Grad-CAM, occlusion, or the templates of a linear model.",
            "way of looking",
            [("filters", LookKind.Filters), ("features", LookKind.Features), ("patches", LookKind.Patches), ("saliency", LookKind.Saliency),
                ("gradcam", LookKind.GradCam), ("occlusion", LookKind.Occlusion), ("templates", LookKind.Templates)]);
        var input = new Option<string>("--input")
        {
            Description = "The image: a PNG or PGM picture, the first of an IDX file, or test:N for test example N.",
            HelpName = "FILE|test:N",
            DefaultValueFactory = _ => "test:0",
        };
        var layer = new Option<string?>("--layer")
        {
            Description = "The path of a layer, as summary lists them. Without it, the first one for filters and features, the last one with "
                + "maps for patches and gradcam.",
            HelpName = "PATH",
        };
        var target = new Option<string?>("--class")
        {
            Description = "The class, by name or number. Without it, the one that the network chooses.",
            HelpName = "NAME|N",
        };
        var output = new Option<string>("--out")
        {
            Description = "The picture to write, .svg or .png; any other name is a folder for both and for each part alone.",
            HelpName = "FILE|DIR",
            Required = true,
        };
        var data = new DataOptions(DataOptions.DataOfRun);
        var command = new Command("look", "Draws what a network on images has learned and what it looks at.")
        {
            subject, what, input, layer, target, output,
        };
        data.AddTo(command);
        command.SetAction(result => new LookRun(
            LookSubject.Find(result.GetValue(subject)!, result.GetValue(data.Data), data.Location(result)),
            new LookOptions(result.GetValue(what), result.GetValue(input)!, result.GetValue(layer), result.GetValue(target),
                result.GetValue(output)!)).Execute());
        return command;
    }
}

/// <summary>What one call of <c>look</c> asks for.</summary>
internal sealed record LookOptions(LookKind What, string Input, string? Layer, string? Class, string Out);
