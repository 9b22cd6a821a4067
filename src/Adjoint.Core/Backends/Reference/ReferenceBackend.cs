namespace Adjoint.Backends.Reference;

internal class ReferenceBackend : Backend
{
    public static readonly ReferenceBackend Instance = new("reference");

    private protected ReferenceBackend(string name) : base(name)
    {
    }

    private protected override Storage AllocateCore(DType dtype, int length) => throw new NotImplementedException();

    internal override void Fill(Tensor target, double value) => throw new NotImplementedException();

    internal override void Copy(Tensor source, Tensor target) => throw new NotImplementedException();

    internal override void Map(IMapKernel kernel, Tensor x, Tensor result) => throw new NotImplementedException();

    internal override void Zip(IZipKernel kernel, Tensor x, Tensor y, Tensor result) => throw new NotImplementedException();

    internal override void Compare(Comparison comparison, Tensor x, Tensor y, Tensor result) => throw new NotImplementedException();

    internal override void Where(Tensor condition, Tensor x, Tensor y, Tensor result) => throw new NotImplementedException();

    internal override void Reduce(Reduction reduction, Tensor x, ReadOnlySpan<bool> reduced, Tensor result) => throw new NotImplementedException();

    internal override void ArgReduce(Reduction reduction, Tensor x, int dim, Tensor result) => throw new NotImplementedException();

    internal override void CumulativeSum(Tensor x, int dim, Tensor result) => throw new NotImplementedException();

    internal override void ArgSort(Tensor x, int dim, bool descending, Tensor positions) => throw new NotImplementedException();

    internal override void Gather(Tensor x, int dim, Tensor index, Tensor result) => throw new NotImplementedException();

    internal override void ScatterAdd(Tensor target, int dim, Tensor index, Tensor source) => throw new NotImplementedException();

    internal override void Matmul(Tensor x, Tensor y, Tensor? bias, Tensor result) => throw new NotImplementedException();

    internal override void Convolution(in ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor? bias, Tensor result) => throw new NotImplementedException();

    internal override void ConvolutionBackwardInput(in ConvolutionGeometry geometry, Tensor gradient, Tensor weight, Tensor result) => throw new NotImplementedException();

    internal override void ConvolutionBackwardWeight(in ConvolutionGeometry geometry, Tensor input, Tensor gradient, Tensor result, Tensor? biasResult) => throw new NotImplementedException();

    internal override void MaxPool(in PoolingGeometry geometry, Tensor input, Tensor result, Tensor positions) => throw new NotImplementedException();

    internal override void MaxPoolBackward(in PoolingGeometry geometry, Tensor gradient, Tensor positions, Tensor result) => throw new NotImplementedException();

    internal override void MaxPoolGather(in PoolingGeometry geometry, Tensor values, Tensor positions, Tensor result) => throw new NotImplementedException();

    internal override void AveragePool(in PoolingGeometry geometry, bool countIncludePad, Tensor input, Tensor result) => throw new NotImplementedException();

    internal override void AveragePoolBackward(in PoolingGeometry geometry, bool countIncludePad, Tensor gradient, Tensor result) => throw new NotImplementedException();

    internal override void LogSoftmax(Tensor x, Tensor result) => throw new NotImplementedException();

    internal override void Softmax(Tensor x, Tensor result) => throw new NotImplementedException();

    internal override void Uniform(ulong key, ulong counter, Tensor result) => throw new NotImplementedException();

    internal override void Normal(ulong key, ulong counter, Tensor result) => throw new NotImplementedException();

    internal override void Update(IUpdateKernel kernel, ReadOnlySpan<UpdateTarget> targets) => throw new NotImplementedException();
}
