using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// Finds the pixels that a unit of any network can see, by trial: numbers that are none (NaN) spread through every operation that reads them,
/// so a unit sees a row if it is none once all rows up to that one are none, and not yet before. The first and the last row and column are
/// found by bisection, all at once. What the layers are does not matter: branches, residual paths and normalisation count as they compute.
/// </summary>
internal static class FieldProbe
{
    // First row, last row, first column, last column.
    private const int Sides = 4;

    /// <summary>The smallest rectangle that holds all pixels a unit sees; empty if it sees none.</summary>
    /// <param name="network">The network, run in evaluation mode.</param>
    /// <param name="inputShape">[channels, height, width].</param>
    /// <param name="layer">The path of the unit's layer.</param>
    /// <param name="channel">The unit's channel.</param>
    /// <param name="row">Its row in the layer's map.</param>
    /// <param name="column">Its column there.</param>
    public static ImageBox Of(Module<Tensor, Tensor> network, Shape inputShape, string layer, int channel, int row, int column)
    {
        using var noGrad = NoGrad.Begin();
        var (height, width) = (inputShape[1], inputShape[2]);
        int[] lengths = [height, height, width, width];
        // Blanking `least` lines from a side leaves the unit as it is; blanking `most` reaches it, if any line does.
        var (least, most) = (new int[Sides], (int[])lengths.Clone());
        if (!Sees(lengths)[0]) return new ImageBox(0, 0, 0, 0);
        while (Enumerable.Range(0, Sides).Any(side => most[side] - least[side] > 1))
        {
            var middle = least.Zip(most, (low, high) => (low + high + 1) / 2).ToArray();
            var sees = Sees(middle);
            for (var side = 0; side < Sides; side++)
            {
                if (sees[side]) most[side] = middle[side];
                else least[side] = middle[side];
            }
        }
        var (top, bottom, left, right) = (most[0] - 1, height - most[1], most[2] - 1, width - most[3]);
        return new ImageBox(top, left, bottom - top + 1, right - left + 1);

        bool[] Sees(int[] blanked)
        {
            var maps = LayerChoice.Maps(NetworkPass.Run(network, Blanked(inputShape, blanked, network), layer).Outputs, layer).Output;
            return [.. maps[.., channel, row, column].IsNaN().ToArray<bool>()];
        }
    }

    // Four images: without lines at the top, at the bottom, at the left and at the right.
    private static Tensor Blanked(Shape inputShape, int[] blanked, Module network)
    {
        var dtype = network.Parameters() is [var first, ..] ? first.DType : DType.Float32;
        var batch = Tensor.Full([Sides, .. inputShape], 0.5, dtype);
        Blank(batch[0, .., ..blanked[0], ..]);
        Blank(batch[1, .., (inputShape[1] - blanked[1]).., ..]);
        Blank(batch[2, .., .., ..blanked[2]]);
        Blank(batch[3, .., .., (inputShape[2] - blanked[3])..]);
        return batch;
    }

    private static void Blank(Tensor part) => part.CopyFrom(Tensor.Full(part.Shape, double.NaN, part.DType));
}
