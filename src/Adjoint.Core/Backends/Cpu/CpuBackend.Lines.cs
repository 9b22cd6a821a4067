namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void ArgReduce(Reduction reduction, Tensor x, int dim, Tensor result)
    {
        var greatest = reduction == Reduction.Maximum;
        switch (x.DType)
        {
            case DType.Float32: LineLoop.Run<float, long, ArgReduceLine<float>>(x, dim, result, new(greatest)); break;
            case DType.Float64: LineLoop.Run<double, long, ArgReduceLine<double>>(x, dim, result, new(greatest)); break;
            case DType.Int64: LineLoop.Run<long, long, ArgReduceLine<long>>(x, dim, result, new(greatest)); break;
            default: LineLoop.Run<byte, long, ArgReduceLine<byte>>(x, dim, result, new(greatest)); break;
        }
    }

    internal override void CumulativeSum(Tensor x, int dim, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: LineLoop.Run<float, float, CumulativeSumLine<float, double>>(x, dim, result, default); break;
            case DType.Float64: LineLoop.Run<double, double, CumulativeSumLine<double, double>>(x, dim, result, default); break;
            default: LineLoop.Run<long, long, CumulativeSumLine<long, long>>(x, dim, result, default); break;
        }
    }

    internal override void ArgSort(Tensor x, int dim, bool descending, Tensor positions)
    {
        switch (x.DType)
        {
            case DType.Float32: LineLoop.Run<float, long, ArgSortLine<float>>(x, dim, positions, new(descending)); break;
            case DType.Float64: LineLoop.Run<double, long, ArgSortLine<double>>(x, dim, positions, new(descending)); break;
            case DType.Int64: LineLoop.Run<long, long, ArgSortLine<long>>(x, dim, positions, new(descending)); break;
            default: LineLoop.Run<byte, long, ArgSortLine<byte>>(x, dim, positions, new(descending)); break;
        }
    }
}
