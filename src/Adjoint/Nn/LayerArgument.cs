using System.Runtime.CompilerServices;

namespace Adjoint.Nn;

/// <summary>Checks of the hyper-parameters of layers; the errors name the layer, the argument and its value.</summary>
internal static class LayerArgument
{
    public static void AtLeast(int least, int value, string layer, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least) throw new ArgumentOutOfRangeException(name, $"{layer}: {name} must be at least {least}, and is {value}.");
    }

    /// <summary>Sizes along the dimensions of a kernel, told as one number if they are equal.</summary>
    public static void AtLeast(
        int least, ReadOnlySpan<int> values, string layer, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        foreach (var value in values)
        {
            if (value >= least) continue;
            throw new ArgumentOutOfRangeException(name, $"{layer}: {name} must be at least {least}, and is {SizesText.Of(values, ", ")}.");
        }
    }

    /// <summary>Blocks of channels, which both numbers of channels divide into.</summary>
    public static void Groups(int inChannels, int outChannels, int groups, string layer)
    {
        if (inChannels % groups == 0 && outChannels % groups == 0) return;
        throw new ArgumentException(
            $"{layer}: {inChannels} input and {outChannels} output channels do not both divide into {groups} groups.", nameof(groups));
    }

    /// <summary>A finite number of 0 or more.</summary>
    public static double NotNegative(double value, string layer, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name,
            FormattableString.Invariant($"{layer}: {name} must be a finite number of at least 0, and is {value}."));

    /// <summary>A share of something, from 0 to 1.</summary>
    public static double Share(double value, string layer, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name,
            FormattableString.Invariant($"{layer}: {name} must be between 0 and 1, and is {value}."));

    /// <summary>The sizes of the last dimensions: at least one, and none of them 0.</summary>
    public static Shape NormalizedShape(Shape shape, string layer)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank == 0) throw new ShapeException(layer, "its normalizedShape must have at least one dimension.");
        if (shape.ElementCount > 0) return shape;
        throw new ArgumentOutOfRangeException(nameof(shape),
            $"{layer}: the sizes of normalizedShape must be at least 1, and it is {shape}.");
    }

    /// <summary>The window of a pooling layer; more padding than half of it would make windows of padding alone.</summary>
    public static void Window(ReadOnlySpan<int> kernelSize, ReadOnlySpan<int> stride, ReadOnlySpan<int> padding, string layer)
    {
        AtLeast(1, kernelSize, layer);
        AtLeast(1, stride, layer);
        AtLeast(0, padding, layer);
        for (var axis = 0; axis < kernelSize.Length; axis++)
        {
            if (padding[axis] <= kernelSize[axis] / 2) continue;
            throw new ArgumentOutOfRangeException(nameof(padding), $"{layer}: padding must be at most half of kernelSize "
                + $"{SizesText.Of(kernelSize, ", ")}, and is {SizesText.Of(padding, ", ")}.");
        }
    }
}
