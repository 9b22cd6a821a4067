using Adjoint.Backends;
using Adjoint.Backends.Cpu;

namespace Adjoint.Tests.Backends;

/// <summary>Every kernel at sizes that are worked on in parallel: one, two and three threads must give the same bits.</summary>
[Collection(nameof(WorkerPool))]
public class CpuBackendThreadsTests
{
    private static readonly Tensor s_x = Tensor.RandN([350, 270], new Generator(1));
    private static readonly Tensor s_y = Tensor.RandN([350, 270], new Generator(2));
    private static readonly Tensor s_row = Tensor.RandN([270], new Generator(3));
    private static readonly Tensor s_transposed = s_x.View([270, 350], [1, 270], 0);
    private static readonly Tensor s_index = IndexTensor();

    public static TheoryData<string> Kernels => [.. s_kernels.Keys];

    private static readonly Dictionary<string, Func<Tensor>> s_kernels = new()
    {
        ["fill"] = () => Make([350, 270], result => Backend.Cpu.Fill(result, 3)),
        ["copy"] = () => Make([270, 350], result => Backend.Cpu.Copy(s_transposed, result)),
        ["convert"] = () => Make([350, 270], result => Backend.Cpu.Copy(s_x, result), DType.Int64),
        ["map"] = () => Make([350, 270], result => Backend.Cpu.Map(SinOperation.Instance, s_x, result)),
        ["map of a view"] = () => Make([270, 350], result => Backend.Cpu.Map(SinOperation.Instance, s_transposed, result)),
        ["zip"] = () => Make([350, 270], result => Backend.Cpu.Zip(AddOperation.FusedKernel, s_x, s_y, result)),
        ["zip with a row"] = () => Make([350, 270], result => Backend.Cpu.Zip(AddOperation.FusedKernel, s_x, s_row, result)),
        ["compare"] = () => Make([350, 270], result => Backend.Cpu.Compare(Comparison.Less, s_x, s_y, result), DType.Bool),
        ["sum of all"] = () => Make([], result => Backend.Cpu.Reduce(Reduction.Sum, s_x, [true, true], result)),
        ["sum of rows"] = () => Make([350], result => Backend.Cpu.Reduce(Reduction.Sum, s_x, [false, true], result)),
        ["sum of columns"] = () => Make([270], result => Backend.Cpu.Reduce(Reduction.Sum, s_x, [true, false], result)),
        ["greatest"] = () => Make([350], result => Backend.Cpu.ArgReduce(Reduction.Maximum, s_x, 1, result), DType.Int64),
        ["running sum"] = () => Make([350, 270], result => Backend.Cpu.CumulativeSum(s_x, 0, result)),
        ["sort"] = () => Make([350, 270], result => Backend.Cpu.ArgSort(s_x, 1, false, result), DType.Int64),
        ["gather"] = () => Make([500, 270], result => Backend.Cpu.Gather(s_x, 0, s_index, result)),
        ["scatter"] = () => Make([350, 270], result => Scatter(result)),
        ["matmul"] = () => Make([1, 270, 270], result => Backend.Cpu.Matmul(
            s_x.View([1, 270, 350], [0, 1, 270], 0), s_x.View([1, 350, 270], [0, 270, 1], 0), null, result)),
        ["log softmax"] = () => Make([350, 270], result => Backend.Cpu.LogSoftmax(s_x, result)),
        ["softmax"] = () => Make([350, 270], result => Backend.Cpu.Softmax(s_x, result)),
        ["uniform"] = () => Make([350, 270], result => Backend.Cpu.Uniform(5, 3, result)),
        ["normal"] = () => Make([350, 270], result => Backend.Cpu.Normal(5, 3, result)),
    };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_number_of_threads_does_not_change_a_bit(string kernel)
    {
        var before = WorkerPool.Threads;
        try
        {
            WorkerPool.Threads = 1;
            var expected = Bits(s_kernels[kernel]());
            foreach (var threads in new[] { 2, 3 })
            {
                WorkerPool.Threads = threads;
                for (var repeat = 0; repeat < 5; repeat++) Assert.Equal(expected, Bits(s_kernels[kernel]()));
            }
        }
        finally
        {
            WorkerPool.Threads = before;
        }
    }

    private static Tensor Make(Shape shape, Action<Tensor> kernel, DType dtype = DType.Float32)
    {
        var result = new Tensor(Backend.Cpu.Allocate(dtype, shape.ElementCount), shape);
        kernel(result);
        return result;
    }

    private static void Scatter(Tensor result)
    {
        Backend.Cpu.Fill(result, 0);
        Backend.Cpu.ScatterAdd(result, 0, s_index, Tensor.RandN([500, 270], new Generator(4)));
    }

    private static Tensor IndexTensor()
    {
        var random = new Random(1);
        long[] rows = [.. Enumerable.Range(0, 500).Select(_ => (long)random.Next(350))];
        return Tensor.From<long>(rows, [500, 1]).Expand([500, 270]);
    }

    private static byte[] Bits(Tensor x) => x.DType switch
    {
        DType.Float32 => System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(x.ToArray<float>()).ToArray(),
        DType.Int64 => System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>(x.ToArray<long>()).ToArray(),
        _ => System.Runtime.InteropServices.MemoryMarshal.AsBytes<bool>(x.ToArray<bool>()).ToArray(),
    };
}
