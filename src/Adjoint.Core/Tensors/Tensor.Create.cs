using Adjoint.Backends;

namespace Adjoint;

public sealed partial class Tensor
{
    /// <summary>A tensor without elements: a shape and a type (PyTorch: <c>torch.empty(device="meta")</c>); see <see cref="MetaTensors"/>.</summary>
    public static Tensor Meta(Shape shape, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new Tensor(new MetaStorage(dtype, shape.ElementCount), shape);
    }

    /// <summary>A tensor of zeros (PyTorch: <c>torch.zeros</c>).</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Full(shape, 0, dtype);

    /// <summary>A tensor of ones (PyTorch: <c>torch.ones</c>).</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>A tensor of one value (PyTorch: <c>torch.full</c>).</summary>
    /// <exception cref="DTypeException">The value is no number of the element type, such as 0.5 for int64.</exception>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Check.Representable(value, dtype);
        if (dtype.IsFloat && MetaTensors.IsActive) return Meta(shape, dtype);
        var result = new Tensor(Backend.Cpu.Allocate(dtype, shape.ElementCount), shape);
        result.Backend.Fill(result, value);
        return result;
    }

    /// <summary>A single number (PyTorch: <c>torch.tensor(3.0)</c>).</summary>
    public static Tensor Scalar(double value, DType dtype = DType.Float32) => Full(Shape.Scalar, value, dtype);

    /// <summary>start, start + step, ... below <paramref name="end"/> (PyTorch: <c>torch.arange</c>).</summary>
    /// <exception cref="ArgumentException">The step is zero or leads away from the end.</exception>
    public static Tensor Arange(double start, double end, double step = 1, DType dtype = DType.Float32)
    {
        if (step == 0 || !double.IsFinite(step) || !double.IsFinite(end - start) || (end - start) / step < 0)
        {
            throw new ArgumentException($"Arange: a step of {step} never leads from {start} to {end}.", nameof(step));
        }
        var values = new double[(int)Math.Ceiling((end - start) / step)];
        for (var i = 0; i < values.Length; i++) values[i] = start + i * step;
        return From<double>(values).To(dtype);
    }

    /// <summary>Evenly spaced numbers from start to end, both included (PyTorch: <c>torch.linspace</c>).</summary>
    public static Tensor Linspace(double start, double end, int count, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = count == 1 ? start : start + (end - start) * i / (count - 1);
        return From<double>(values).To(dtype);
    }

    /// <summary>The identity matrix (PyTorch: <c>torch.eye</c>).</summary>
    public static Tensor Eye(int size, DType dtype = DType.Float32)
    {
        var result = Zeros([size, size], dtype);
        result.Backend.Fill(result.View([size], [size + 1], 0), 1);
        return result;
    }

    /// <summary>
    /// Copies whole numbers into a new one-dimensional int64 tensor. For floats write <c>[1f, 2f]</c> or <c>[1.0, 2.0]</c>.
    /// </summary>
    public static Tensor From(ReadOnlySpan<int> values)
    {
        var wide = new long[values.Length];
        for (var i = 0; i < values.Length; i++) wide[i] = values[i];
        return From<long>(wide);
    }

    /// <summary>
    /// Copies numbers into a new one-dimensional tensor; the element type is that of the span: <c>[1f, 2f]</c> is float32,
    /// <c>[1.0, 2.0]</c> float64.
    /// </summary>
    /// <exception cref="DTypeException">T is not float, double, long, byte or bool.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values) where T : unmanaged => From(values, [values.Length]);

    /// <summary>Copies numbers, given row by row, into a new tensor of a shape.</summary>
    /// <exception cref="ShapeException">The number of values is not the shape's number of elements.</exception>
    /// <exception cref="DTypeException">T is not float, double, long, byte or bool.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.ElementCount)
        {
            throw new ShapeException("From", $"{values.Length} values do not fill the shape {shape}, "
                + $"which has {shape.ElementCount} elements.");
        }
        var result = new Tensor(Backend.Cpu.Allocate(DTypeExtensions.Of<T>(), values.Length), shape);
        values.CopyTo(result.Values<T>());
        return result;
    }

    /// <summary>Copies a matrix.</summary>
    public static Tensor From<T>(T[,] values) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        var result = new Tensor(Backend.Cpu.Allocate(DTypeExtensions.Of<T>(), values.Length), [values.GetLength(0), values.GetLength(1)]);
        var target = result.Values<T>();
        var i = 0;
        foreach (var value in values) target[i++] = value;
        return result;
    }
}
