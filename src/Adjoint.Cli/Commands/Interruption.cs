using System.Runtime.InteropServices;

namespace Adjoint.Cli.Commands;

/// <summary>
/// Listens for Ctrl-C and for the request to terminate: the first asks to stop after the batch, a second one ends the program at once, with
/// the cursor that the bars hide shown again.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const string ShowCursor = "\e[?25h";
    private readonly bool _hasBars;
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption(bool hasBars)
    {
        _hasBars = hasBars;
        _registrations =
            [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested) Abort();
        _stop.Cancel();
        StandardStreams.Error.WriteLine("Stopping after this batch and saving; press Ctrl-C again to stop at once.");
    }

    private void Abort()
    {
        if (_hasBars) StandardStreams.Error.WriteLine(ShowCursor);
        Environment.Exit(ExitCode.Interrupted);
    }
}
