using Adjoint.Backends.Cpu;

namespace Adjoint.Tests.Backends;

/// <summary>A product with drawn data: A, B and C lie in larger matrices, in either order, so that every stride occurs.</summary>
internal sealed unsafe class GemmSample
{
    private readonly int _m, _n, _k, _aRow, _aColumn, _bRow, _bColumn, _cRow;
    private readonly bool _accumulate, _withBias;
    private readonly double[] _a, _b, _c, _bias;

    private GemmSample(Random random, int m, int n, int k, bool aTransposed, bool bTransposed, bool isPlain = false)
    {
        (_m, _n, _k) = (m, n, k);
        (_aRow, _aColumn) = Strides(random, m, k, aTransposed);
        (_bRow, _bColumn) = Strides(random, k, n, bTransposed);
        _cRow = isPlain ? n : n + random.Next(3);
        (_accumulate, _withBias) = isPlain ? (false, false) : (random.Next(2) == 0, random.Next(2) == 0);
        _a = Values(random, Extent(m, k, _aRow, _aColumn));
        _b = Values(random, Extent(k, n, _bRow, _bColumn));
        _c = Values(random, Extent(m, n, _cRow, 1));
        _bias = Values(random, n);
    }

    public static GemmSample Draw(Random random, int m, int n, int k) => new(random, m, n, k, random.Next(2) == 0, random.Next(2) == 0);

    public static GemmSample Draw(Random random, int m, int n, int k, bool aTransposed, bool bTransposed) =>
        new(random, m, n, k, aTransposed, bTransposed);

    /// <summary>A product into a matrix of its own, without bias or what stood there.</summary>
    public static GemmSample DrawPlain(Random random, int m, int n, int k, bool aTransposed) =>
        new(random, m, n, k, aTransposed, false, isPlain: true);

    public void CheckSingle() => CheckAgainstTripleLoop(Array.ConvertAll(ProductSingle(), x => (double)x));

    public void CheckDouble() => CheckAgainstTripleLoop(ProductDouble());

    public float[] ProductSingle()
    {
        var c = Single(_c);
        fixed (float* pa = Single(_a), pb = Single(_b), pc = c, pBias = Single(_bias))
            Gemm.Multiply(_m, _n, _k, pa, _aRow, _aColumn, pb, _bRow, _bColumn, pc, _cRow, _accumulate, _withBias ? pBias : null);
        return c;
    }

    private double[] ProductDouble()
    {
        var c = (double[])_c.Clone();
        fixed (double* pa = _a, pb = _b, pc = c, pBias = _bias)
            Gemm.Multiply(_m, _n, _k, pa, _aRow, _aColumn, pb, _bRow, _bColumn, pc, _cRow, _accumulate, _withBias ? pBias : null);
        return c;
    }

    /// <summary>Item t of the batch multiplies A by t + 1, so every item has its own result.</summary>
    public void CheckBatch(int batch, bool sharedB = false)
    {
        var aOne = Single(_a);
        var a = Enumerable.Range(0, batch).SelectMany(t => aOne.Select(x => x * (t + 1))).ToArray();
        var b = Enumerable.Range(0, sharedB ? 1 : batch).SelectMany(_ => Single(_b)).ToArray();
        var c = Enumerable.Range(0, batch).SelectMany(_ => Single(_c)).ToArray();
        fixed (float* pa = a, pb = b, pc = c, pBias = Single(_bias))
            Gemm.MultiplyBatched(batch, _m, _n, _k, pa, _a.Length, _aRow, _aColumn, pb, sharedB ? 0 : _b.Length, _bRow, _bColumn,
                pc, _c.Length, _cRow, _accumulate, _withBias ? pBias : null);
        for (var t = 0; t < batch; t++)
        {
            var item = c.AsSpan(t * _c.Length, _c.Length).ToArray();
            CheckAgainstTripleLoop(Array.ConvertAll(item, x => (double)x), t + 1);
        }
    }

    private void CheckAgainstTripleLoop(double[] actual, double factor = 1)
    {
        var expected = (double[])_c.Clone();
        for (var i = 0; i < _m; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                var sum = (_accumulate ? _c[i * _cRow + j] : 0) + (_withBias ? _bias[j] : 0);
                for (var p = 0; p < _k; p++) sum += factor * _a[i * _aRow + p * _aColumn] * _b[p * _bRow + j * _bColumn];
                expected[i * _cRow + j] = sum;
            }
        }

        for (var at = 0; at < expected.Length; at++)
        {
            Assert.True(expected[at] == actual[at],
                $"m {_m} n {_n} k {_k}, A ({_aRow}, {_aColumn}), B ({_bRow}, {_bColumn}), C {_cRow}, accumulate {_accumulate}, " +
                $"bias {_withBias}: element {at} is {actual[at]}, expected {expected[at]}");
        }
    }

    private static (int Row, int Column) Strides(Random random, int rows, int columns, bool transposed)
    {
        var step = random.Next(8) == 0 ? 2 : 1;
        return transposed ? (step, step * (rows + random.Next(3))) : (step * (columns + random.Next(3)), step);
    }

    private static int Extent(int rows, int columns, int row, int column) =>
        rows == 0 || columns == 0 ? 0 : (rows - 1) * row + (columns - 1) * column + 1;

    // Multiples of 1/8 in [-1, 1]: products and sums of these are exact in float as well, so results must be equal, not close.
    private static double[] Values(Random random, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = random.Next(-8, 9) / 8.0;
        return values;
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, x => (float)x);
}
