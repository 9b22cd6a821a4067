using Adjoint.Backends;
using Adjoint.Backends.Cpu;

namespace Adjoint.Core.Tests.Backends;

/// <summary>A pooling with drawn numbers, its kernels called with arrays, and its definition as loops over padded windows.</summary>
internal sealed unsafe class PoolingProblem
{
    private readonly PoolingGeometry _g;
    private readonly int _inputs;
    private readonly int _outputs;

    public PoolingProblem(PoolingGeometry g, int seed)
    {
        _g = g;
        _inputs = g.Planes * g.InPlane;
        _outputs = g.Planes * g.OutPlane;
        var random = new Random(seed);
        Input = Numbers(random, _inputs);
        GradOutput = Numbers(random, _outputs);
    }

    public PoolingProblem(PoolingGeometry g, double[] input) : this(g, 0) => Input = input;

    public double[] Input { get; }

    public double[] GradOutput { get; }

    public static PoolingProblem Draw(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var (kernelHeight, kernelWidth) = (random.Next(1, 5), random.Next(1, 5));
            var g = new PoolingGeometry(
                random.Next(1, 5), random.Next(1, 14), random.Next(1, 20), kernelHeight, kernelWidth, random.Next(1, 5), random.Next(1, 5),
                random.Next(kernelHeight / 2 + 1), random.Next(kernelWidth / 2 + 1), random.Next(2) == 0);
            if (random.Next(4) == 0) g = new PoolingGeometry(g.Planes, g.InHeight, g.InWidth, 2, 2, 2, 2, 0, 0, g.CeilMode);
            if (g.OutPlane > 0) return new PoolingProblem(g, seed);
        }
    }

    public (double[] Output, long[] Positions) MaxForward(int bits = 64)
    {
        var output = new double[_outputs];
        var positions = new long[_outputs];
        if (bits == 64)
        {
            fixed (double* x = Input, y = output) fixed (long* p = positions) Pooling.MaxForward(_g, x, y, p);
            return (output, positions);
        }

        var result = new float[_outputs];
        fixed (float* x = Floats(Input), y = result) fixed (long* p = positions) Pooling.MaxForward(_g, x, y, p);
        return (Doubles(result), positions);
    }

    public double[] MaxBackward(long[] positions, int bits = 64)
    {
        var gradInput = Garbage(_inputs);
        if (bits == 64)
        {
            fixed (double* y = GradOutput, x = gradInput) fixed (long* p = positions) Pooling.MaxBackward(_g, y, p, x);
            return gradInput;
        }

        var result = Floats(gradInput);
        fixed (float* y = Floats(GradOutput), x = result) fixed (long* p = positions) Pooling.MaxBackward(_g, y, p, x);
        return Doubles(result);
    }

    public double[] MaxGather(long[] positions, int bits = 64)
    {
        var output = new double[_outputs];
        if (bits == 64)
        {
            fixed (double* x = Input, y = output) fixed (long* p = positions) Pooling.MaxGather(_g, x, p, y);
            return output;
        }

        var result = new float[_outputs];
        fixed (float* x = Floats(Input), y = result) fixed (long* p = positions) Pooling.MaxGather(_g, x, p, y);
        return Doubles(result);
    }

    public double[] AverageForward(bool countIncludePad, int bits = 64)
    {
        var output = new double[_outputs];
        if (bits == 64)
        {
            fixed (double* x = Input, y = output) Pooling.AverageForward(_g, x, y, countIncludePad);
            return output;
        }

        var result = new float[_outputs];
        fixed (float* x = Floats(Input), y = result) Pooling.AverageForward(_g, x, y, countIncludePad);
        return Doubles(result);
    }

    public double[] AverageBackward(bool countIncludePad, int bits = 64)
    {
        var gradInput = Garbage(_inputs);
        if (bits == 64)
        {
            fixed (double* y = GradOutput, x = gradInput) Pooling.AverageBackward(_g, y, x, countIncludePad);
            return gradInput;
        }

        var result = Floats(gradInput);
        fixed (float* y = Floats(GradOutput), x = result) Pooling.AverageBackward(_g, y, x, countIncludePad);
        return Doubles(result);
    }

    public (double[] Output, long[] Positions) DefinedMaximum()
    {
        var output = new double[_outputs];
        var positions = new long[_outputs];
        for (var q = 0; q < _outputs; q++)
        {
            var window = Window(q).Where(place => place >= 0).ToArray();
            output[q] = double.NegativeInfinity;
            positions[q] = window[0];
            foreach (var place in window)
            {
                var value = Input[q / _g.OutPlane * _g.InPlane + place];
                if (value > output[q] || double.IsNaN(value)) (output[q], positions[q]) = (value, place);
            }
        }

        return (output, positions);
    }

    public double[] DefinedAverage(bool countIncludePad)
    {
        var output = new double[_outputs];
        for (var q = 0; q < _outputs; q++)
        {
            var window = Window(q).ToArray();
            var sum = window.Where(place => place >= 0).Sum(place => Input[q / _g.OutPlane * _g.InPlane + place]);
            output[q] = sum / window.Count(place => countIncludePad || place >= 0);
        }

        return output;
    }

    // Places in the input plane, -1 in the padding; what hangs over the padding is no part of the window.
    private IEnumerable<int> Window(int q)
    {
        var (oh, ow) = (q % _g.OutPlane / _g.OutWidth, q % _g.OutWidth);
        for (var kh = 0; kh < _g.KernelHeight; kh++)
        {
            for (var kw = 0; kw < _g.KernelWidth; kw++)
            {
                var h = oh * _g.StrideHeight + kh - _g.PaddingHeight;
                var w = ow * _g.StrideWidth + kw - _g.PaddingWidth;
                if (h >= _g.InHeight + _g.PaddingHeight || w >= _g.InWidth + _g.PaddingWidth) continue;
                yield return h >= 0 && h < _g.InHeight && w >= 0 && w < _g.InWidth ? h * _g.InWidth + w : -1;
            }
        }
    }

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-8, 9) / 4.0)];

    // What a kernel does not overwrite shows.
    private static double[] Garbage(int count) => [.. Enumerable.Repeat(double.NaN, count)];

    private static float[] Floats(double[] values) => Array.ConvertAll(values, x => (float)x);

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, x => (double)x);
}
