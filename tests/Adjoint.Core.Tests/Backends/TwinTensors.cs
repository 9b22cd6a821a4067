using Adjoint.Backends;

namespace Adjoint.Tests.Backends;

/// <summary>
/// Pairs of equal tensors, one on the fast backend and one on the reference, drawn with shapes and strides of every kind.
/// </summary>
internal sealed class TwinTensors(int seed)
{
    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public int Next(int from, int below) => _random.Next(from, below);

    public Shape DrawShape(int mostRank, int mostSize)
    {
        var sizes = new int[_random.Next(mostRank + 1)];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = _random.Next(8) == 0 ? 1 : _random.Next(1, mostSize + 1);
        return Shape.Create(sizes);
    }

    /// <summary>A shape that broadcasts to the given one: sizes replaced by 1, leading dimensions left out.</summary>
    public Shape DrawStretchable(Shape shape)
    {
        var sizes = shape.Sizes.ToArray();
        for (var i = 0; i < sizes.Length; i++)
        {
            if (_random.Next(3) == 0) sizes[i] = 1;
        }
        if (_random.Next(3) == 0) return Shape.Create(sizes);
        var dropped = 0;
        while (dropped < sizes.Length && sizes[dropped] == 1) dropped++;
        return Shape.Create(sizes.AsSpan(dropped));
    }

    /// <summary>Random values in random memory layout: row-major, permuted, with gaps, backwards or with repeated elements.</summary>
    public Twins Draw(Shape shape, DType dtype, Func<int, double>? value = null, bool mayRepeat = true)
    {
        var order = Enumerable.Range(0, shape.Rank).ToArray();
        if (_random.Next(3) == 0) _random.Shuffle(order);
        var strides = new int[shape.Rank];
        var step = _random.Next(4) == 0 ? 2 : 1;
        var offset = _random.Next(3);
        var last = offset;
        foreach (var dim in order.Reverse())
        {
            if (mayRepeat && _random.Next(10) == 0) continue;
            var backwards = _random.Next(8) == 0;
            strides[dim] = backwards ? -step : step;
            var reach = step * Math.Max(shape[dim] - 1, 0);
            if (backwards) offset += reach;
            last += reach;
            step *= Math.Max(shape[dim], 1);
            if (_random.Next(6) == 0) step += _random.Next(1, 3);
        }
        return Make(shape, strides, offset, last + 1, dtype, value);
    }

    public Twins DrawDense(Shape shape, DType dtype, Func<int, double>? value = null) =>
        Make(shape, shape.ContiguousStrides, 0, shape.ElementCount, dtype, value);

    /// <summary>Uninitialised places for a result.</summary>
    public static Twins Result(Shape shape, DType dtype) => new(New(Backend.Cpu, shape, dtype), New(Backend.Reference, shape, dtype));

    private Twins Make(Shape shape, int[] strides, int offset, int length, DType dtype, Func<int, double>? value)
    {
        var twins = Result([length], dtype);
        for (var i = 0; i < length; i++)
        {
            var number = value?.Invoke(i) ?? (dtype switch
            {
                DType.Bool => _random.Next(2),
                DType.UInt8 => _random.Next(256),
                DType.Int64 => _random.Next(-50, 50),
                _ => (float)(4 * _random.NextDouble() - 2),
            });
            Write(twins.Fast, i, number);
            Write(twins.Slow, i, number);
        }
        return new Twins(twins.Fast.View(shape, strides, offset), twins.Slow.View(shape, strides, offset));
    }

    private static Tensor New(Backend backend, Shape shape, DType dtype) => new(backend.Allocate(dtype, shape.ElementCount), shape);

    private static void Write(Tensor x, int i, double value)
    {
        switch (x.DType)
        {
            case DType.Float32: x.Values<float>()[i] = (float)value; break;
            case DType.Float64: x.Values<double>()[i] = value; break;
            case DType.Int64: x.Values<long>()[i] = (long)value; break;
            case DType.UInt8: x.Values<byte>()[i] = (byte)value; break;
            default: x.Values<bool>()[i] = value != 0; break;
        }
    }
}

/// <summary>Equal tensors on the two backends.</summary>
internal sealed record Twins(Tensor Fast, Tensor Slow)
{
    public Shape Shape => Fast.Shape;

    /// <summary>Runs a kernel on each side's backend.</summary>
    public Twins Run(Action<Backend, Func<Twins, Tensor>> kernel)
    {
        kernel(Backend.Cpu, twins => twins.Fast);
        kernel(Backend.Reference, twins => twins.Slow);
        return this;
    }

    public void AssertEqual(double tolerance = 0)
    {
        var (fast, slow) = (Numbers(Fast), Numbers(Slow));
        for (var i = 0; i < slow.Length; i++)
        {
            var allowed = tolerance * Math.Max(1, Math.Abs(slow[i]));
            var same = fast[i].Equals(slow[i]) || fast[i] == slow[i] || Math.Abs(fast[i] - slow[i]) <= allowed;
            var where = $"element {i} of {Fast.Type} with strides [{string.Join(", ", Fast.Strides)}]";
            Assert.True(same, $"{where}: {fast[i]:R}, and {slow[i]:R} is right");
        }
    }

    private static double[] Numbers(Tensor x) => x.DType switch
    {
        DType.Float32 => [.. x.ToArray<float>().Select(v => (double)v)],
        DType.Float64 => x.ToArray<double>(),
        DType.Int64 => [.. x.ToArray<long>().Select(v => (double)v)],
        DType.UInt8 => [.. x.ToArray<byte>().Select(v => (double)v)],
        _ => [.. x.ToArray<bool>().Select(v => v ? 1.0 : 0)],
    };
}
