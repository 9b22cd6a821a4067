namespace Adjoint.Cli.Commands;

/// <summary>Listens for Ctrl-C: the first asks to stop after the batch, a second one ends the program at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public Interruption() => Console.CancelKeyPress += OnCancel;

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancel;
        _stop.Dispose();
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs e)
    {
        if (_stop.IsCancellationRequested) return;
        e.Cancel = true;
        _stop.Cancel();
        Console.Error.WriteLine("Stopping after this batch; press Ctrl-C again to stop at once.");
    }
}
