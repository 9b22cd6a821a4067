using System.Runtime.InteropServices;

namespace Adjoint.Cli.Commands;

/// <summary>
/// Listens for Ctrl-C and for the request to terminate: the first asks to stop after the batch, a second one ends the program at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Not cancelled, the signal does what it does by itself: it ends the program.
        if (_stop.IsCancellationRequested) return;
        context.Cancel = true;
        _stop.Cancel();
        StandardStreams.Error.WriteLine("Stopping after this batch and saving; press Ctrl-C again to stop at once.");
    }
}
