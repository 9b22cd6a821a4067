using System.Numerics;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Two-dimensional max- and average-pooling of dense planes, and their adjoints. Every result is overwritten. Positions are flat indices
/// in the input plane; a forward pass without them is given null. Padding never wins a maximum; NaN always does.
/// </summary>
internal static unsafe class Pooling
{
    // Enough input elements that handing the block to a thread costs little beside it.
    private const int ElementsPerBlock = 1 << 15;

    public static void MaxForward(in PoolingGeometry g, float* input, float* output, long* positions) =>
        MaxForward<float>(g, input, output, positions);

    public static void MaxForward(in PoolingGeometry g, double* input, double* output, long* positions) =>
        MaxForward<double>(g, input, output, positions);

    public static void MaxBackward(in PoolingGeometry g, float* gradOutput, long* positions, float* gradInput) =>
        MaxBackward<float>(g, gradOutput, positions, gradInput);

    public static void MaxBackward(in PoolingGeometry g, double* gradOutput, long* positions, double* gradInput) =>
        MaxBackward<double>(g, gradOutput, positions, gradInput);

    /// <summary>output[q] = values[positions[q]], <paramref name="values"/> shaped as the input: MaxBackward's adjoint.</summary>
    public static void MaxGather(in PoolingGeometry g, float* values, long* positions, float* output) =>
        MaxGather<float>(g, values, positions, output);

    /// <inheritdoc cref="MaxGather(in PoolingGeometry, float*, long*, float*)"/>
    public static void MaxGather(in PoolingGeometry g, double* values, long* positions, double* output) =>
        MaxGather<double>(g, values, positions, output);

    public static void AverageForward(in PoolingGeometry g, float* input, float* output, bool countIncludePad) =>
        AverageForward<float>(g, input, output, countIncludePad);

    public static void AverageForward(in PoolingGeometry g, double* input, double* output, bool countIncludePad) =>
        AverageForward<double>(g, input, output, countIncludePad);

    public static void AverageBackward(in PoolingGeometry g, float* gradOutput, float* gradInput, bool countIncludePad) =>
        AverageBackward<float>(g, gradOutput, gradInput, countIncludePad);

    public static void AverageBackward(in PoolingGeometry g, double* gradOutput, double* gradInput, bool countIncludePad) =>
        AverageBackward<double>(g, gradOutput, gradInput, countIncludePad);

    private static void MaxForward<T>(in PoolingGeometry g, T* input, T* output, long* positions)
        where T : unmanaged, IFloatingPointIeee754<T> => RunRows(new MaxForwardBody<T>(g, input, output, positions), g);

    private static void MaxBackward<T>(in PoolingGeometry g, T* gradOutput, long* positions, T* gradInput)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(new MaxBackwardBody<T>(g, gradOutput, positions, gradInput), g);

    private static void MaxGather<T>(in PoolingGeometry g, T* values, long* positions, T* output)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(new MaxGatherBody<T>(g, values, positions, output), g);

    private static void AverageForward<T>(in PoolingGeometry g, T* input, T* output, bool countIncludePad)
        where T : unmanaged, IFloatingPointIeee754<T> => RunRows(new AverageForwardBody<T>(g, input, output, countIncludePad), g);

    private static void AverageBackward<T>(in PoolingGeometry g, T* gradOutput, T* gradInput, bool countIncludePad)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(new AverageBackwardBody<T>(g, gradOutput, gradInput, countIncludePad), g);

    private static void Run<TBody>(in TBody body, in PoolingGeometry g) where TBody : struct, IPlaneBody
    {
        var planesPerBlock = Math.Max(1, ElementsPerBlock / Math.Max(1, g.InPlane));
        WorkerPool.For((g.Planes + planesPerBlock - 1) / planesPerBlock, new Blocks<TBody>(body, g.Planes, planesPerBlock));
    }

    // Output rows do not depend on one another, so that one large plane serves several threads too.
    private static void RunRows<TBody>(in TBody body, in PoolingGeometry g) where TBody : struct, IRowBody
    {
        var rows = g.Planes * g.OutHeight;
        if (rows == 0) return;
        var elementsPerRow = Math.Max(1, (long)g.Planes * g.InPlane / rows);
        var rowsPerBlock = (int)Math.Clamp(ElementsPerBlock / elementsPerRow, 1, rows);
        WorkerPool.For((rows - 1) / rowsPerBlock + 1, new RowBlocks<TBody>(body, rows, rowsPerBlock));
    }

    private interface IRowBody
    {
        void Run(int start, int end);
    }

    private readonly struct RowBlocks<TBody>(TBody body, int rows, int rowsPerBlock) : IBlockBody where TBody : struct, IRowBody
    {
        public void Run(int block) => body.Run(block * rowsPerBlock, (int)Math.Min(rows, (block + 1L) * rowsPerBlock));
    }

    private interface IPlaneBody
    {
        void Run(int plane);
    }

    private readonly struct Blocks<TBody>(TBody body, int planes, int planesPerBlock) : IBlockBody where TBody : struct, IPlaneBody
    {
        public void Run(int block)
        {
            var end = (int)Math.Min(planes, (block + 1L) * planesPerBlock);
            for (var plane = block * planesPerBlock; plane < end; plane++) body.Run(plane);
        }
    }

    private readonly struct MaxForwardBody<T>(PoolingGeometry g, T* input, T* output, long* positions) : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _input = input;
        private readonly T* _output = output;
        private readonly long* _positions = positions;

        public void Run(int start, int end) => MaxPooling<T>.Forward(g, _input, _output, _positions, start, end);
    }

    private readonly struct MaxBackwardBody<T>(PoolingGeometry g, T* gradOutput, long* positions, T* gradInput) : IPlaneBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _gradOutput = gradOutput;
        private readonly long* _positions = positions;
        private readonly T* _gradInput = gradInput;

        public void Run(int plane) => MaxPooling<T>.Backward(g, plane, _gradOutput, _positions, _gradInput);
    }

    private readonly struct MaxGatherBody<T>(PoolingGeometry g, T* values, long* positions, T* output) : IPlaneBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _values = values;
        private readonly long* _positions = positions;
        private readonly T* _output = output;

        public void Run(int plane) => MaxPooling<T>.Gather(g, plane, _values, _positions, _output);
    }

    private readonly struct AverageForwardBody<T>(PoolingGeometry g, T* input, T* output, bool countIncludePad) : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _input = input;
        private readonly T* _output = output;

        public void Run(int start, int end) => AveragePooling<T>.Forward(g, _input, _output, countIncludePad, start, end);
    }

    private readonly struct AverageBackwardBody<T>(PoolingGeometry g, T* gradOutput, T* gradInput, bool countIncludePad) : IPlaneBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _gradOutput = gradOutput;
        private readonly T* _gradInput = gradInput;

        public void Run(int plane) => AveragePooling<T>.Backward(g, plane, _gradOutput, _gradInput, countIncludePad);
    }
}
