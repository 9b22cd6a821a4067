using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The convolution C3 of LeNet-5 as of 1998 (LeCun et al., 1998, table I): 5x5 kernels, but each of the 16 output maps sees 3, 4 or all 6 of
/// the input maps, which breaks the symmetry between them and saves connections. 1,516 parameters. Input [batch, 6, H, W], output [batch,
/// 16, H - 4, W - 4].
/// </summary>
public sealed partial class SparseConvolution : Module<Tensor, Tensor>
{
    private const int Inputs = 6;
    private const int Kernel = 5;

    // Column by column of the table: the input maps that an output map sees.
    private static readonly int[][] s_seen =
    [
        [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
        [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5],
        [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5],
        [0, 1, 2, 3, 4, 5],
    ];

    private readonly Tensor _places = Places();

    /// <summary>Makes the layer and draws its first values.</summary>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    public SparseConvolution(Generator? generator = null)
    {
        generator ??= Generator.Default;
        var kernels = s_seen.Select(seen => InitializerOf(seen).Create([seen.Length, Kernel, Kernel], generator)).ToArray();
        var biases = s_seen.Select(seen => InitializerOf(seen).Create([1], generator)).ToArray();
        Weight = new Parameter(Tensor.Concat(kernels, 0));
        Bias = new Parameter(Tensor.Concat(biases, 0));
    }

    /// <summary>The kernels that are there, [60, 5, 5], output map by output map.</summary>
    public Parameter Weight { get; }

    /// <summary>The biases, [16].</summary>
    public Parameter Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        $"{Inputs} -> {s_seen.Length}, kernel {Kernel}x{Kernel}, {Weight.Shape[0]} of {Inputs * s_seen.Length} connections";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        // Kernels that are not there are zeros: the row behind the last one.
        var rows = Weight.Value.Pad([(0, 1), (0, 0), (0, 0)]).IndexSelect(0, _places);
        return input.Conv2d(rows.Reshape(s_seen.Length, Inputs, Kernel, Kernel), Bias);
    }

    private static Initializer InitializerOf(int[] seen) => LeNetInitializer.Of(seen.Length * Kernel * Kernel);

    // For each pair of output and input map the row of its kernel.
    private static Tensor Places()
    {
        var places = new int[s_seen.Length * Inputs];
        Array.Fill(places, s_seen.Sum(seen => seen.Length));
        var row = 0;
        for (var map = 0; map < s_seen.Length; map++)
        {
            foreach (var input in s_seen[map]) places[map * Inputs + input] = row++;
        }
        return Tensor.From(places);
    }
}
