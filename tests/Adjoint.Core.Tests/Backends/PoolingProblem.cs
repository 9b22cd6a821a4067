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
            var g = new PoolingGeometry(random.Next(1, 5), DrawAxis(random, 14), DrawAxis(random, 45));
            if (random.Next(4) == 0) g = Sliding(g.Planes, g.InHeight, g.InWidth, 2, 2, 0, random.Next(2) == 0);
            if (g.OutPlane > 0) return new PoolingProblem(g, seed);
        }
    }

    /// <summary>Square windows that slide.</summary>
    public static PoolingGeometry Sliding(int planes, int height, int width, int kernel, int stride, int padding, bool ceilMode) => new(
        planes, PoolingAxis.Sliding(height, kernel, stride, padding, ceilMode), PoolingAxis.Sliding(width, kernel, stride, padding, ceilMode));

    private static PoolingAxis DrawAxis(Random random, int most)
    {
        var (size, kernel) = (random.Next(1, most), random.Next(1, 5));
        if (random.Next(6) == 0) return PoolingAxis.Adaptive(size, random.Next(1, 8));
        // Many steps at once leave the whole vectors of windows for single ones.
        var stride = random.Next(8) == 0 ? 17 : random.Next(1, 5);
        return PoolingAxis.Sliding(size, kernel, stride, random.Next(kernel / 2 + 1), random.Next(2) == 0);
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

    /// <summary>The forward pass that keeps no positions.</summary>
    public double[] MaxForwardAlone(int bits)
    {
        if (bits == 64)
        {
            var output = new double[_outputs];
            fixed (double* x = Input, y = output) Pooling.MaxForward(_g, x, y, null);
            return output;
        }

        var result = new float[_outputs];
        fixed (float* x = Floats(Input), y = result) Pooling.MaxForward(_g, x, y, null);
        return Doubles(result);
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
        foreach (var h in Places(_g.Rows, q % _g.OutPlane / _g.OutWidth))
        {
            foreach (var w in Places(_g.Columns, q % _g.OutWidth))
                yield return h >= 0 && h < _g.InHeight && w >= 0 && w < _g.InWidth ? h * _g.InWidth + w : -1;
        }
    }

    private static IEnumerable<int> Places(PoolingAxis axis, int index)
    {
        if (axis.IsAdaptive)
        {
            var first = (int)Math.Floor((double)index * axis.Size / axis.OutSize);
            return Enumerable.Range(first, (int)Math.Ceiling((index + 1.0) * axis.Size / axis.OutSize) - first);
        }
        return Enumerable.Range(0, axis.Kernel).Select(tap => index * axis.Stride - axis.Padding + tap * axis.Dilation)
            .Where(place => place < axis.Size + axis.Padding);
    }

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-8, 9) / 4.0)];

    // What a kernel does not overwrite shows.
    private static double[] Garbage(int count) => [.. Enumerable.Repeat(double.NaN, count)];

    private static float[] Floats(double[] values) => Array.ConvertAll(values, x => (float)x);

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, x => (double)x);
}
