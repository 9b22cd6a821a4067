namespace Adjoint.Cli.Tests;

public sealed class NetworkOptionTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void What_is_set_of_a_network_is_built_remembered_and_built_again()
    {
        string[] line = ["train", "mlp", "--data", "mnist", "--epochs", "1", "--out", "run", "--json", "--progress", "none"];
        var trained = _cli.Run([.. line, "--hidden", "12,8", "--activation", "GELU", "--dropout", "0.1", "--norm", "layer"]);
        var end = trained.AssertExit(0).Lines[^1];
        // Two normalisations have a scale and a shift a unit.
        Assert.Equal(784 * 12 + 12 + 24 + 12 * 8 + 8 + 16 + 8 * 10 + 10, end.GetProperty("params").GetInt32());
        var config = File.ReadAllText(_cli.PathOf("run", "config.json"));
        Assert.Contains("\"activation\": \"gelu\"", config, StringComparison.Ordinal);
        var eval = _cli.Run("eval", "run", "--json").AssertExit(0).Lines.Single();
        Assert.Equal(end.GetProperty("test_acc").GetDouble(), eval.GetProperty("test_acc").GetDouble());
        _cli.Run("train", "--resume", "run", "--dropout", "0.2").AssertFails(2, "--dropout cannot be changed");
        File.WriteAllText(_cli.PathOf("run", "config.json"), config.Replace("gelu", "gleu", StringComparison.Ordinal));
        _cli.Run("eval", "run").AssertFails(3, "Unknown activation 'gleu'", "'gelu'");
    }

    [Fact]
    public void An_autoencoder_learns_to_tell_its_input_again_without_being_told_the_task()
    {
        var lines = _cli.Run("train", "autoencoder", "--data", "mnist", "--epochs", "2", "--hidden", "16", "--out", "run", "--json",
            "--progress", "none").AssertExit(0).Lines;
        Assert.InRange(lines[^1].GetProperty("test_rmse").GetDouble(), 0.01, 0.5);
        Assert.Contains("\"task\": \"reconstruction\"", File.ReadAllText(_cli.PathOf("run", "config.json")), StringComparison.Ordinal);
    }
}
