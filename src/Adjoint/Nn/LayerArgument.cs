using System.Runtime.CompilerServices;

namespace Adjoint.Nn;

/// <summary>Checks of the hyper-parameters of layers; the errors name the layer, the argument and its value.</summary>
internal static class LayerArgument
{
    public static void AtLeast(int least, int value, string layer, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least) throw new ArgumentOutOfRangeException(name, $"{layer}: {name} must be at least {least}, and is {value}.");
    }

    /// <summary>The window of a pooling layer; more padding than half of it would make windows of padding alone.</summary>
    public static void Window(int kernelSize, int stride, int padding, string layer)
    {
        AtLeast(1, kernelSize, layer);
        AtLeast(1, stride, layer);
        AtLeast(0, padding, layer);
        if (padding <= kernelSize / 2) return;
        throw new ArgumentOutOfRangeException(nameof(padding),
            $"{layer}: padding must be at most half of kernelSize {kernelSize}, and is {padding}.");
    }
}
