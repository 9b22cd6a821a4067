using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>Makes the stages of residual networks.</summary>
internal static class ResidualStage
{
    /// <summary>What brings a block's input to the shape of its output.</summary>
    public delegate Module<Tensor, Tensor> Shortcut(int inChannels, int outChannels, int stride, Generator? generator);

    /// <summary>Blocks of one width, of which the first may take strides and other channels.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of all blocks' outputs.</param>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="stride">Step of the first block.</param>
    /// <param name="shortcut">Makes the first block's shortcut, where the identity does not fit.</param>
    /// <param name="generator">Randomness for the first values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no block.</exception>
    public static Sequential New(int inChannels, int outChannels, int blocks, int stride, Shortcut shortcut, Generator? generator)
    {
        LayerArgument.AtLeast(1, blocks, nameof(ResNet));
        var first = stride == 1 && inChannels == outChannels ? null : shortcut(inChannels, outChannels, stride, generator);
        var stage = new Sequential { new BasicBlock(inChannels, outChannels, stride, first, generator) };
        for (var i = 1; i < blocks; i++) stage.Add(new BasicBlock(outChannels, outChannels, generator: generator));
        return stage;
    }
}
