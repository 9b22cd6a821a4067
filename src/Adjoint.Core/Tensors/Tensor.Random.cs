using Adjoint.Backends;

namespace Adjoint;

public sealed partial class Tensor
{
    /// <summary>Numbers spread evenly over [0, 1); float32 or float64 (PyTorch: <c>torch.rand</c>).</summary>
    /// <exception cref="DTypeException">The element type is not a float.</exception>
    public static Tensor Rand(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var result = NewRandom(shape, generator, dtype, nameof(Rand));
        var position = generator.Advance(result.ElementCount);
        if (result.HasElements) result.Backend.Uniform(generator.Seed, position, result);
        return result;
    }

    /// <summary>Numbers of the normal distribution with mean 0 and variance 1; float32 or float64 (PyTorch: <c>torch.randn</c>).</summary>
    /// <exception cref="DTypeException">The element type is not a float.</exception>
    public static Tensor RandN(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var result = NewRandom(shape, generator, dtype, nameof(RandN));
        var position = generator.Advance(result.ElementCount);
        if (result.HasElements) result.Backend.Normal(generator.Seed, position, result);
        return result;
    }

    /// <summary>Numbers spread evenly over [low, high), in the memory of the result alone (PyTorch: <c>Tensor.uniform_</c>).</summary>
    /// <exception cref="DTypeException">The element type is not a float.</exception>
    public static Tensor Rand(Shape shape, double low, double high, Generator generator, DType dtype = DType.Float32) =>
        MoveAndScale(Rand(shape, generator, dtype), high - low, low);

    /// <summary>
    /// Numbers of the normal distribution with the given mean and standard deviation, in the memory of the result alone (PyTorch:
    /// <c>Tensor.normal_</c>).
    /// </summary>
    /// <exception cref="DTypeException">The element type is not a float.</exception>
    public static Tensor RandN(Shape shape, double mean, double standardDeviation, Generator generator, DType dtype = DType.Float32) =>
        MoveAndScale(RandN(shape, generator, dtype), standardDeviation, mean);

    /// <summary>
    /// Integers from <paramref name="low"/> up to, not including, <paramref name="high"/>, all equally likely; int64 unless another type
    /// is asked for (PyTorch: <c>torch.randint</c>).
    /// </summary>
    /// <exception cref="ArgumentException">There is no integer between the bounds.</exception>
    public static Tensor RandInt(long low, long high, Shape shape, Generator generator, DType dtype = DType.Int64)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(generator);
        if (low >= high)
        {
            throw new ArgumentException($"RandInt: there is no integer from {low} up to, not including, {high}.", nameof(high));
        }
        var values = new long[shape.ElementCount];
        var position = generator.Advance(values.Length);
        var bound = unchecked((ulong)(high - low));
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = unchecked(low + (long)Philox.Integer(generator.Seed, position + (ulong)i, bound));
        }
        return From<long>(values, shape).To(dtype);
    }

    /// <summary>
    /// The integers 0 to <paramref name="count"/> - 1 in random order, every order equally likely; int64 (PyTorch: <c>torch.randperm</c>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Tensor RandPerm(int count, Generator generator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(generator);
        var values = new long[count];
        for (var i = 0; i < count; i++) values[i] = i;
        var position = generator.Advance(count);
        // Fisher-Yates: the last place takes any of those not placed yet, and so on downwards.
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)Philox.Integer(generator.Seed, position + (ulong)i, (ulong)i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
        return From<long>(values);
    }

    /// <summary>
    /// Each element is 1 with the given probability and else 0; any element type (PyTorch: <c>torch.bernoulli</c> of a full tensor).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability does not lie in [0, 1].</exception>
    public static Tensor Bernoulli(Shape shape, double probability, Generator generator, DType dtype = DType.Float32)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Bernoulli: a probability lies in [0, 1].");
        }
        var uniform = Rand(shape, generator);
        if (!uniform.HasElements) return Meta(shape, dtype);
        var drawn = uniform.NewUninitialized(shape, DType.Bool);
        drawn.Backend.Compare(Comparison.Less, uniform, uniform.Constant(probability), drawn);
        uniform.Storage.Release();
        return drawn.To(dtype);
    }

    // x = factor x + term.
    private static Tensor MoveAndScale(Tensor x, double factor, double term)
    {
        if (!x.HasElements) return x;
        x.Backend.Zip(MulOperation.FusedKernel, x, x.Constant(factor), x);
        x.Backend.Zip(AddOperation.FusedKernel, x, x.Constant(term), x);
        return x;
    }

    private static Tensor NewRandom(Shape shape, Generator generator, DType dtype, string operation)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(generator);
        if (!dtype.IsFloat)
        {
            throw new DTypeException(operation,
                $"random real numbers need a floating-point type, and {dtype.Text} was asked for. Hint: RandInt() draws integers.");
        }
        return MetaTensors.IsActive ? Meta(shape, dtype) : new Tensor(Backend.Cpu.Allocate(dtype, shape.ElementCount), shape);
    }
}
