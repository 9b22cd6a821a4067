using System.Numerics;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Softmax(Tensor x, Tensor result) => RunRows(SoftmaxWork.Softmax, x, null, result);

    internal override void LogSoftmax(Tensor x, Tensor result) => RunRows(SoftmaxWork.LogSoftmax, x, null, result);

    internal override void SoftmaxBackward(Tensor gradient, Tensor output, Tensor result) =>
        RunRows(SoftmaxWork.SoftmaxBackward, gradient, output, result);

    internal override void LogSoftmaxBackward(Tensor gradient, Tensor output, Tensor result) =>
        RunRows(SoftmaxWork.LogSoftmaxBackward, gradient, output, result);

    internal override void LogSumExp(Tensor x, Tensor greatest, Tensor logarithm) =>
        RunRows(SoftmaxWork.LogSumExp, x, null, null, greatest, logarithm);

    internal override void WeightedSoftmax(Tensor x, Tensor greatest, Tensor logarithm, Tensor weight, Tensor result) =>
        RunRows(SoftmaxWork.Weighted, x, null, result, greatest, logarithm, weight);

    private static void RunRows(SoftmaxWork work, Tensor first, Tensor? second, Tensor? result, Tensor? greatest = null,
        Tensor? logarithm = null, Tensor? weight = null)
    {
        if (first.ElementCount == 0) return;
        if (first.DType == DType.Float32) RunRows<float>(work, first, second, result, greatest, logarithm, weight);
        else RunRows<double>(work, first, second, result, greatest, logarithm, weight);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(result);
        GC.KeepAlive(greatest);
        GC.KeepAlive(logarithm);
        GC.KeepAlive(weight);
    }

    private static unsafe void RunRows<T>(SoftmaxWork work, Tensor first, Tensor? second, Tensor? result, Tensor? greatest,
        Tensor? logarithm, Tensor? weight) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = first.Shape[^1];
        var rows = first.ElementCount / length;
        var rowsOfBlock = Math.Max(1, BlockLength / length);
        fixed (T* x = first.Values<T>(), y = Values<T>(second), to = Values<T>(result))
        fixed (T* m = Values<T>(greatest), l = Values<T>(logarithm), w = Values<T>(weight))
        {
            var body = new SoftmaxRows<T>(work, x, y, to, new(m, l, w), rows, length, rowsOfBlock);
            WorkerPool.For((rows + rowsOfBlock - 1) / rowsOfBlock, body);
        }
    }

    private static Span<T> Values<T>(Tensor? tensor) where T : unmanaged => tensor is null ? default : tensor.Values<T>();
}
