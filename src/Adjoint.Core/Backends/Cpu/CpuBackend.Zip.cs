using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Zip(IZipKernel kernel, Tensor x, Tensor y, Tensor result)
    {
        switch (result.DType)
        {
            case DType.Float32: Zip<float>(kernel, x, y, result); break;
            case DType.Float64: Zip<double>(kernel, x, y, result); break;
            default: Zip<long>(kernel, x, y, result); break;
        }
        KeepAlive(x, y, result);
    }

    private static void Zip<T>(IZipKernel kernel, Tensor x, Tensor y, Tensor result) where T : unmanaged
    {
        var length = result.ElementCount;
        if (length == 0) return;
        var (xForm, yForm) = (FormOf(x, length), FormOf(y, length));
        if (xForm == Form.Strided || yForm == Form.Strided || !result.IsContiguous) ZipStrided<T>(kernel, x, y, result);
        else if (length <= BlockLength) ZipRun<T>(kernel, x.Values<T>(), xForm, y.Values<T>(), yForm, result.Values<T>()[..length]);
        else ZipBlocks<T>(kernel, x, xForm, y, yForm, result);
    }

    // A tensor that has as many elements as the result is stretched nowhere.
    private static Form FormOf(Tensor x, int length)
    {
        if (x.ElementCount == length && x.IsContiguous) return Form.Dense;
        return x.ElementCount == 1 ? Form.Single : Form.Strided;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ZipRun<T>(IZipKernel kernel, ReadOnlySpan<T> x, Form xForm, ReadOnlySpan<T> y, Form yForm, Span<T> z)
        where T : unmanaged
    {
        if (yForm == Form.Dense)
        {
            if (xForm == Form.Dense) KernelCalls.Run(kernel, x[..z.Length], y[..z.Length], z);
            else KernelCalls.Run(kernel, x[0], y[..z.Length], z);
        }
        else if (xForm == Form.Dense)
        {
            KernelCalls.Run(kernel, x[..z.Length], y[0], z);
        }
        else
        {
            // Both sides are one number, and so is the result, but for its repetitions.
            KernelCalls.Run(kernel, x[..1], y[0], z[..1]);
            z[1..].Fill(z[0]);
        }
    }

    private static unsafe void ZipBlocks<T>(IZipKernel kernel, Tensor x, Form xForm, Tensor y, Form yForm, Tensor result)
        where T : unmanaged
    {
        fixed (T* left = x.Values<T>(), right = y.Values<T>(), to = result.Values<T>())
        {
            WorkerPool.For(BlocksOf(result.ElementCount), new ZipBody<T>(kernel, left, xForm, right, yForm, to, result.ElementCount));
        }
    }

    private static unsafe void ZipStrided<T>(IZipKernel kernel, Tensor x, Tensor y, Tensor result) where T : unmanaged
    {
        var space = stackalloc int[StridedLoop.Space(result.Shape)];
        var loop = new StridedLoop(space, result.Shape, x, y, result);
        fixed (T* left = x.Values<T>(), right = y.Values<T>(), to = result.Values<T>())
        {
            WorkerPool.For(BlocksOf(result.ElementCount), new StridedZipBody<T>(kernel, loop, left, right, to, result.ElementCount));
        }
    }

    private static unsafe ReadOnlySpan<T> PartOf<T>(T* values, Form form, int start, int count) where T : unmanaged =>
        form == Form.Dense ? new(values + start, count) : new(values, 1);

    private enum Form
    {
        Dense,
        Single,
        Strided,
    }

    private readonly unsafe struct ZipBody<T>(IZipKernel kernel, T* x, Form xForm, T* y, Form yForm, T* z, int length) : IBlockBody
        where T : unmanaged
    {
        public void Run(int block)
        {
            var start = block * BlockLength;
            var count = Math.Min(BlockLength, length - start);
            ZipRun(kernel, PartOf(x, xForm, start, count), xForm, PartOf(y, yForm, start, count), yForm, new Span<T>(z + start, count));
        }
    }

    private readonly unsafe struct StridedZipBody<T>(IZipKernel kernel, StridedLoop loop, T* x, T* y, T* z, int length) : IBlockBody
        where T : unmanaged
    {
        // Below this a run costs less to collect than to call the kernel for.
        private const int LeastRun = 48;

        private readonly bool _inRuns = loop.Rank > 0 && loop.Sizes[loop.Rank - 1] >= LeastRun && loop.IsDense(2)
            && loop.Steps(0)[loop.Rank - 1] is 0 or 1 && loop.Steps(1)[loop.Rank - 1] is 0 or 1;

        public void Run(int block)
        {
            var start = block * BlockLength;
            var end = Math.Min(length, start + BlockLength);
            if (_inRuns) RunInRuns(start, end);
            else RunInChunks(start, end);
        }

        // Along the innermost dimension both sides are adjacent elements or one number: the kernel reads them where they are.
        private void RunInRuns(int start, int end)
        {
            var inner = loop.Sizes[loop.Rank - 1];
            var (xForm, yForm) = (FormOf(0), FormOf(1));
            var (run, place) = Math.DivRem(start, inner);
            for (; start < end; run++, place = 0)
            {
                var count = Math.Min(inner - place, end - start);
                var left = PartOf(x + loop.OuterOffset(0, run), xForm, place, count);
                var right = PartOf(y + loop.OuterOffset(1, run), yForm, place, count);
                ZipRun(kernel, left, xForm, right, yForm, new Span<T>(z + start, count));
                start += count;
            }
        }

        [SkipLocalsInit]
        private void RunInChunks(int start, int end)
        {
            var buffers = stackalloc T[3 * ChunkLength];
            var denseResult = loop.IsDense(2);
            for (; (uint)start < (uint)end; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, end - start);
                var left = loop.Collect(0, x, start, count, buffers);
                var right = loop.Collect(1, y, start, count, buffers + ChunkLength);
                var to = denseResult ? z + start : buffers + 2 * ChunkLength;
                KernelCalls.Run(kernel, new ReadOnlySpan<T>(left, count), new ReadOnlySpan<T>(right, count), new Span<T>(to, count));
                if (!denseResult) loop.Spread(2, z, start, count, to);
            }
        }

        private Form FormOf(int operand) => loop.Steps(operand)[loop.Rank - 1] == 1 ? Form.Dense : Form.Single;
    }
}
