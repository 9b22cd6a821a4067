namespace Adjoint.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_page_of_a_regression_holds_data_training_predictions_errors_and_coefficients()
    {
        File.WriteAllText(_cli.PathOf("houses.csv"), TableFiles.Houses(200));
        _cli.Run("train", "linear", "--data", "houses.csv", "--target", "price", "--out", "run", "--epochs", "20", "--lr",
            "0.1").AssertExit(0);
        var page = AssertPage("run", "linear on houses", "R2", "filled with the median", "nothing: a text of its own in every row",
            "learning rate",
            "predicted against actual", "errors by prediction", "The largest errors", "Coefficients", "place = sea", "(intercept)");
        _cli.Run("report", "run").AssertExit(0);
        Assert.Equal(page, Page("run"));
        File.Delete(_cli.PathOf("houses.csv"));
        var result = _cli.Run("report", "run").AssertExit(0);
        Assert.Contains("the test examples are not at hand", result.Errors, StringComparison.Ordinal);
        AssertPage("run", "were not at hand when this page was written", "R2", "Coefficients");
    }

    [Fact]
    public void The_page_of_two_classes_holds_matrix_rates_and_ROC()
    {
        File.WriteAllText(_cli.PathOf("flowers.csv"), TableFiles.Flowers(100).Replace("red", "<b>&\"red\"</b>", StringComparison.Ordinal)
            .Replace(",<b>&\"red\"</b>", ",\"<b>&\"\"red\"\"</b>\"", StringComparison.Ordinal));
        _cli.Run("train", "linear", "--data", "flowers.csv", "--target", "colour", "--out", "run", "--epochs", "20", "--lr",
            "0.1").AssertExit(0);
        var page = AssertPage("run", "precision", "recall", "F1", "ROC of", "log-odds of", "&lt;b&gt;&amp;&quot;red&quot;&lt;/b&gt;");
        Assert.DoesNotContain("<b>&", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_on_images_have_a_page_too()
    {
        _cli.Run("train", "linear", "--data", "mnist", "--epochs", "1", "--out", "run").AssertExit(0);
        AssertPage("run", "linear on mnist", "accuracy", "precision", "true classes as rows");
        _cli.Run("report", "none").AssertFails(3, "none");
    }

    private string Page(string run) => File.ReadAllText(_cli.PathOf(run, "report.html"));

    // Nothing is fetched from anywhere.
    private string AssertPage(string run, params string[] texts)
    {
        var page = Page(run);
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.OrdinalIgnoreCase));
        Assert.All((string[])["<script", "src=", "url(", "@import"], text =>
            Assert.DoesNotContain(text, page, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(System.Text.RegularExpressions.Regex.Matches(page, "href=\"(?!data:image/png;base64,)"));
        Assert.Empty(System.Text.RegularExpressions.Regex.Matches(page, "https?://(?!www\\.w3\\.org/2000/svg)"));
        return page;
    }
}
