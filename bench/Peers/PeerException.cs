namespace Adjoint.Bench;

/// <summary>The peer is not there or failed.</summary>
internal sealed class PeerException(string message) : Exception(message);
