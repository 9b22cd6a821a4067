namespace Adjoint.Cli.Tests;

public sealed class TerminalTests : IDisposable
{
    private const string Escape = "\u001b[";
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [SkippableFact]
    public void On_a_terminal_two_bars_show_rate_and_time_left_and_finished_epochs_stand_above()
    {
        var text = OnTerminal("TERM=xterm");
        Assert.Contains(Escape, text, StringComparison.Ordinal);
        Assert.Contains("all epochs", text, StringComparison.Ordinal);
        Assert.Contains("/s", text, StringComparison.Ordinal);
        Assert.Contains("epoch 3/3  loss", text, StringComparison.Ordinal);
        Assert.Contains("━", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void With_NO_COLOR_the_bars_have_no_colours()
    {
        var text = OnTerminal("TERM=xterm NO_COLOR=1");
        Assert.Contains(Escape, text, StringComparison.Ordinal);
        // Colours are set by sequences that end in m.
        const string colour = "\u001b\\[[0-9;]*[1-9][0-9;]*m";
        Assert.DoesNotMatch(colour, text);
        Assert.Matches(colour, OnTerminal("TERM=xterm"));
    }

    [SkippableTheory]
    [InlineData("TERM=dumb", "auto")]
    [InlineData("TERM=dumb", "bar")]
    [InlineData("TERM=xterm", "plain")]
    public void Plain_lines_have_no_control_characters(string environment, string mode)
    {
        var text = OnTerminal(environment, mode);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.Contains("epoch 3/3  loss", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void On_a_narrow_terminal_bars_become_plain_lines()
    {
        var text = OnTerminal("TERM=xterm", columns: 60);
        Assert.DoesNotContain("━", text, StringComparison.Ordinal);
        Assert.Contains("epoch 3/3  loss", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Off_a_terminal_bars_become_plain_lines()
    {
        var result = _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "3", "--progress", "bar").AssertExit(0);
        Assert.DoesNotContain(Escape, result.Errors + result.Output, StringComparison.Ordinal);
        Assert.Contains("epoch 3/3  loss", result.Errors, StringComparison.Ordinal);
    }

    private string OnTerminal(string environment, string mode = "auto", int columns = 120)
    {
        Skip.IfNot(File.Exists("/usr/bin/script"), "needs script(1) to make a terminal");
        return _cli.Shell($"env {environment} script -qec \"stty cols {columns}; $ADJOINT train softmax --data mnist --epochs 3 "
            + $"--progress {mode}\" /dev/null").AssertExit(0).Output;
    }
}
