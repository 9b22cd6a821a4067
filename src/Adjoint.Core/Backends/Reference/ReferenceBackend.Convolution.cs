namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void Convolution(
        in ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor? bias, bool rectify, Tensor result)
    {
        var sums = new double[result.ElementCount];
        var plane = geometry.OutHeight * geometry.OutWidth;
        for (var k = 0; k < sums.Length && bias is not null; k++)
        {
            sums[k] = Element.Real(bias, Element.Position(bias, [k / plane % geometry.OutChannels]));
        }
        foreach (var (i, w, o) in Products(geometry)) sums[o] += At(input, i) * At(weight, w);
        for (var k = 0; k < sums.Length && rectify; k++) sums[k] = Math.Max(sums[k], 0);
        Store(sums, result);
    }

    internal override void ConvolutionBackwardInput(in ConvolutionGeometry geometry, Tensor gradient, Tensor weight, Tensor result)
    {
        var sums = new double[result.ElementCount];
        foreach (var (i, w, o) in Products(geometry)) sums[i] += At(gradient, o) * At(weight, w);
        Store(sums, result);
    }

    internal override void ConvolutionBackwardWeight(
        in ConvolutionGeometry geometry, Tensor input, Tensor gradient, Tensor result, Tensor? biasResult)
    {
        var sums = new double[result.ElementCount];
        foreach (var (i, w, o) in Products(geometry)) sums[w] += At(gradient, o) * At(input, i);
        Store(sums, result);
        if (biasResult is null) return;
        var biasSums = new double[geometry.OutChannels];
        var plane = geometry.OutHeight * geometry.OutWidth;
        for (var k = 0; k < gradient.ElementCount; k++) biasSums[k / plane % geometry.OutChannels] += At(gradient, k);
        Store(biasSums, biasResult);
    }

    /// <summary>
    /// A convolution is a sum of products output[o] += input[i] weight[w]; its gradients are sums over the same triples. These are the flat
    /// positions (i, w, o) in input [N, C, H, W], weight [O, C/groups, KH, KW] and output [N, O, OH, OW]; padding contributes nothing.
    /// </summary>
    private static IEnumerable<(int Input, int Weight, int Output)> Products(ConvolutionGeometry g)
    {
        var (groupIn, groupOut) = (g.InChannels / g.Groups, g.OutChannels / g.Groups);
        Shape output = [g.Batch, g.OutChannels, g.OutHeight, g.OutWidth];
        Shape kernel = [groupIn, g.KernelHeight, g.KernelWidth];
        var o = 0;
        foreach (var to in Indices.Of(output))
        {
            var (n, channel) = (to[0], to[1]);
            var k = 0;
            foreach (var tap in Indices.Of(kernel))
            {
                var c = channel / groupOut * groupIn + tap[0];
                var y = to[2] * g.StrideHeight - g.PaddingHeight + tap[1] * g.DilationHeight;
                var x = to[3] * g.StrideWidth - g.PaddingWidth + tap[2] * g.DilationWidth;
                if (y >= 0 && y < g.InHeight && x >= 0 && x < g.InWidth)
                {
                    yield return (((n * g.InChannels + c) * g.InHeight + y) * g.InWidth + x, channel * kernel.ElementCount + k, o);
                }
                k++;
            }
            o++;
        }
    }

    private static double At(Tensor x, int k) => Element.Real(x, Element.Position(x, k));

    private static void Store(double[] values, Tensor target)
    {
        for (var k = 0; k < values.Length; k++) Element.Write(target, Element.Position(target, k), values[k]);
    }
}
