using Adjoint.Backends;
using Adjoint.Backends.Cpu;

namespace Adjoint.Core.Tests.Backends;

/// <summary>A convolution with drawn numbers, its kernels called with arrays, and the defining sums as loops over indices.</summary>
internal sealed unsafe class ConvolutionProblem
{
    private readonly ConvolutionGeometry _g;

    public ConvolutionProblem(ConvolutionGeometry g, int seed)
    {
        _g = g;
        var random = new Random(seed);
        Input = Numbers(random, g.InElements);
        Weight = Numbers(random, g.WeightElements);
        Bias = Numbers(random, g.OutChannels);
        GradOutput = Numbers(random, g.OutElements);
    }

    public ConvolutionProblem(ConvolutionGeometry g, double[] input, double[] weight) : this(g, 0) => (Input, Weight) = (input, weight);

    public double[] Input { get; }

    public double[] Weight { get; }

    public double[] Bias { get; }

    public double[] GradOutput { get; }

    public static ConvolutionProblem Draw(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var groups = random.Next(3) == 0 ? random.Next(1, 5) : 1;
            var g = new ConvolutionGeometry(
                random.Next(1, 5), groups * random.Next(1, 5), random.Next(1, 15), random.Next(1, 20), groups * random.Next(1, 11),
                random.Next(1, 6), random.Next(1, 6), random.Next(1, 5), random.Next(1, 4), random.Next(5), random.Next(5),
                random.Next(1, 4), random.Next(1, 4), groups);
            if (random.Next(2) == 0) g = g with { StrideHeight = 1, StrideWidth = 1 };
            if (random.Next(2) == 0) g = g with { DilationHeight = 1, DilationWidth = 1 };
            if (g.OutPlane > 0) return new ConvolutionProblem(g, seed);
        }
    }

    /// <summary>Channels enough for tiles of the matrix product, and where kernels allow it for Winograd's points.</summary>
    public static ConvolutionProblem DrawManyChannels(int seed)
    {
        var random = new Random(seed);
        var groups = random.Next(4) == 0 ? 2 : 1;
        var kernel = random.Next(3) switch { 0 => 3, 1 => 5, _ => random.Next(1, 5) };
        var g = new ConvolutionGeometry(
            random.Next(1, 9), groups * random.Next(8, 24), random.Next(kernel, 12), random.Next(kernel, 12), groups * random.Next(8, 40),
            kernel, kernel, 1, 1, random.Next(kernel), random.Next(kernel), 1, 1, groups);
        if (random.Next(4) == 0) g = g with { StrideHeight = 2, StrideWidth = random.Next(1, 4) };
        return new ConvolutionProblem(g, seed);
    }

    public double[] Forward(bool bias, int bits = 64, bool rectify = false)
    {
        var output = Garbage(_g.OutElements);
        if (bits == 64)
        {
            fixed (double* x = Input, w = Weight, b = Bias, y = output) Convolution.Forward(_g, x, w, bias ? b : null, rectify, y);
            return output;
        }

        var result = Floats(output);
        fixed (float* x = Floats(Input), w = Floats(Weight), b = Floats(Bias), y = result)
            Convolution.Forward(_g, x, w, bias ? b : null, rectify, y);
        return Doubles(result);
    }

    public double[] BackwardInput(int bits = 64)
    {
        var gradInput = Garbage(_g.InElements);
        if (bits == 64)
        {
            fixed (double* y = GradOutput, w = Weight, x = gradInput) Convolution.BackwardInput(_g, y, w, x);
            return gradInput;
        }

        var result = Floats(gradInput);
        fixed (float* y = Floats(GradOutput), w = Floats(Weight), x = result) Convolution.BackwardInput(_g, y, w, x);
        return Doubles(result);
    }

    public (double[] Weight, double[] Bias) BackwardWeight(int bits = 64)
    {
        var gradWeight = Garbage(_g.WeightElements);
        var gradBias = Garbage(_g.OutChannels);
        if (bits == 64)
        {
            fixed (double* x = Input, y = GradOutput, w = gradWeight, b = gradBias) Convolution.BackwardWeight(_g, x, y, w, b);
            return (gradWeight, gradBias);
        }

        var (weight, bias) = (Floats(gradWeight), Floats(gradBias));
        fixed (float* x = Floats(Input), y = Floats(GradOutput), w = weight, b = bias) Convolution.BackwardWeight(_g, x, y, w, b);
        return (Doubles(weight), Doubles(bias));
    }

    public void AssertForward(int bits, double relative)
    {
        var expected = new double[_g.OutElements];
        var scale = new double[_g.OutElements];
        for (var i = 0; i < expected.Length; i++) expected[i] = Bias[i / _g.OutPlane % _g.OutChannels];
        ForEachProduct((x, w, y) => Add(expected, scale, y, Input[x] * Weight[w]));
        AssertClose(expected, scale, Forward(true, bits), relative);
    }

    public void AssertBackwardInput(int bits, double relative)
    {
        var expected = new double[_g.InElements];
        var scale = new double[_g.InElements];
        ForEachProduct((x, w, y) => Add(expected, scale, x, GradOutput[y] * Weight[w]));
        AssertClose(expected, scale, BackwardInput(bits), relative);
    }

    public void AssertBackwardWeight(int bits, double relative)
    {
        var expected = new double[_g.WeightElements];
        var scale = new double[_g.WeightElements];
        ForEachProduct((x, w, y) => Add(expected, scale, w, GradOutput[y] * Input[x]));
        var (gradWeight, gradBias) = BackwardWeight(bits);
        AssertClose(expected, scale, gradWeight, relative);

        var bias = new double[_g.OutChannels];
        var biasScale = new double[_g.OutChannels];
        for (var i = 0; i < GradOutput.Length; i++) Add(bias, biasScale, i / _g.OutPlane % _g.OutChannels, GradOutput[i]);
        AssertClose(bias, biasScale, gradBias, relative);
    }

    public void AssertRectified(int bits)
    {
        var expected = Forward(true, bits);
        for (var i = 0; i < expected.Length; i++) expected[i] = Math.Max(expected[i], 0);
        AssertClose(expected, new double[expected.Length], Forward(true, bits, rectify: true), 1e-6);
    }

    private static void Add(double[] sums, double[] scale, int at, double value)
    {
        sums[at] += value;
        scale[at] += Math.Abs(value);
    }

    // The error of a sum in any order is bounded by the sum of magnitudes.
    private static void AssertClose(double[] expected, double[] scale, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsFinite(expected[i])) Assert.Equal(expected[i], actual[i], relative * (1 + scale[i]));
            else Assert.Equal(expected[i], actual[i]);
        }
    }

    /// <summary>Calls with the indices of input, weight and output of every product that the convolution's definition sums.</summary>
    private void ForEachProduct(Action<int, int, int> product)
    {
        for (var y = 0; y < _g.OutElements; y++)
        {
            var (ow, oh) = (y % _g.OutWidth, y / _g.OutWidth % _g.OutHeight);
            var (co, n) = (y / _g.OutPlane % _g.OutChannels, y / _g.OutPlane / _g.OutChannels);
            for (var tap = 0; tap < _g.Taps; tap++)
            {
                var (kw, kh) = (tap % _g.KernelWidth, tap / _g.KernelWidth % _g.KernelHeight);
                var ci = co / _g.OutChannelsPerGroup * _g.InChannelsPerGroup + tap / (_g.KernelWidth * _g.KernelHeight);
                var h = oh * _g.StrideHeight + kh * _g.DilationHeight - _g.PaddingHeight;
                var w = ow * _g.StrideWidth + kw * _g.DilationWidth - _g.PaddingWidth;
                if (h < 0 || h >= _g.InHeight || w < 0 || w >= _g.InWidth) continue;
                product(((n * _g.InChannels + ci) * _g.InHeight + h) * _g.InWidth + w, co * _g.Taps + tap, y);
            }
        }
    }

    private static double[] Numbers(Random random, long count) =>
        [.. Enumerable.Range(0, (int)count).Select(_ => (float)(2 * random.NextDouble() - 1))];

    // What a kernel does not overwrite shows.
    private static double[] Garbage(long count) => [.. Enumerable.Repeat(double.NaN, (int)count)];

    private static float[] Floats(double[] values) => Array.ConvertAll(values, x => (float)x);

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, x => (double)x);
}
