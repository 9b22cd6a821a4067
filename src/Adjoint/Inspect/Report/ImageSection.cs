using Adjoint.Data;
using Adjoint.Graphs;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>What a network on images has learned, and what it looked at where it was right and where it was wrong.</summary>
internal static class ImageSection
{
    private const int MostFilters = 32;
    private const int MostMaps = 16;
    private const int MostExamples = 3;

    public static bool Suits(TestOutcome test) => test.Data.InputShape is [1 or 3, > 1, > 1] && test.Score.Count > 0;

    public static void Add(HtmlPage page, Module<Tensor, Tensor> network, TestOutcome test)
    {
        page.Heading("Inside");
        var image = Image(test.Data, 0);
        var templates = ClassTemplates.OfOrNull(network, test.Data.InputShape);
        if (templates is not null)
        {
            page.Paragraph("The model is linear: the score of a class is the inner product of the image and its template.", faint: true);
            page.Charts(templates.ToGrid(test.Data.Classes).ToSvg());
        }
        var layers = FeatureMaps.Layers(network, image);
        if (layers.Count > 0) AddMaps(page, network, image, layers);
        if (test.Confusion is not null && test.Width > 0) AddExamples(page, network, test, layers.Count > 0);
    }

    private static void AddMaps(HtmlPage page, Module<Tensor, Tensor> network, Tensor image, IReadOnlyList<string> layers)
    {
        page.Paragraph("What the first convolution looks for, and what the first and the last layer with maps make of test example 0. Each "
            + "picture has a scale of its own.", faint: true);
        page.Charts(
        [
            .. network.Parameters().Any(parameter => parameter.Shape.Rank == 4)
                ? [ConvolutionFilters.Of(network).ToGrid(MostFilters).ToSvg()] : Array.Empty<string>(),
            .. new[] { layers[0], layers[^1] }.Distinct()
                .Select(layer => (FeatureMaps.Of(network, image, layer).ToGrid(MostMaps) with { CellSize = 64 }).ToSvg()),
        ]);
    }

    private static void AddExamples(HtmlPage page, Module<Tensor, Tensor> network, TestOutcome test, bool hasMaps)
    {
        var views = ExampleViews.Within(Flops(network, Image(test.Data, 0)), 2 * MostExamples, hasMaps);
        var most = Math.Min(MostExamples, Math.Max(1, views.Examples / 2));
        foreach (var isRight in new[] { true, false })
        {
            int[] examples = [.. Enumerable.Range(0, (int)test.Score.Count)
                .Where(i => ExampleViews.ChosenOf(test, i) == (int)test.Target(i) == isRight).Take(most)];
            if (examples.Length == 0) continue;
            var cells = examples.SelectMany(i => views.Draw(network, Image(test.Data, i),
                isRight ? $"test:{i}, {Class(i)}" : $"test:{i}, {Class(i)} taken for {test.Data.Classes[ExampleViews.ChosenOf(test, i)]}"));
            page.Charts(new PictureGrid
            {
                Title = isRight ? "Right" : "Wrong",
                Columns = views.Columns,
                CellSize = 112,
                Cells = [.. cells],
            }.ToSvg());
        }
        page.Paragraph(views.Explanation, faint: true);

        string Class(int i) => test.Data.Classes[(int)test.Target(i)];
    }

    private static Tensor Image(DataSet data, int index) => new DataLoader(new Subset(data, [index]), 1).Epoch(0).First().Inputs[0];

    private static double Flops(Module<Tensor, Tensor> network, Tensor image)
    {
        var (pass, _) = NetworkPass.Record(network, ImageInput.Batch(network, image));
        return GraphNodes.InOrder(pass.Scores.Node!).Sum(node => (double)node.Flops);
    }
}
