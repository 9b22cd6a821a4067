using Adjoint.Autodiff;
using Adjoint.Backends.Cpu;
using Adjoint.Backends.Reference;

namespace Adjoint.Backends;

/// <summary>
/// The closed set of kernels that all operations are made of. Only backends know memory layout and SIMD. Unless a kernel says otherwise:
/// inputs may be views of any strides, results are row-major without gaps, already allocated, of the right shape, uninitialised, and do
/// not overlap the inputs; shapes and element types were checked by the operation.
/// </summary>
public abstract class Backend
{
    private protected Backend(string name) => Name = name;

    /// <summary>The name in messages, such as <c>cpu</c>.</summary>
    public string Name { get; }

    /// <summary>The fast backend: SIMD, all cores, pooled memory.</summary>
    public static Backend Cpu => CpuBackend.Instance;

    /// <summary>The slow backend that is obviously right: the oracle of the tests.</summary>
    public static Backend Reference => ReferenceBackend.Instance;

    /// <summary>
    /// The number of threads that kernels may use, the calling one included; all cores unless it is set. Results are the same bits at any
    /// number (PyTorch: <c>set_num_threads</c>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int Threads
    {
        get => WorkerPool.Threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Threads));
            WorkerPool.Threads = value;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>True if tensors of other backends that meet this one's in an operation are moved here, as numbers are to symbols.</summary>
    internal virtual bool LiftsConstants => false;

    /// <summary>True if operations may use kernels of their own for derivatives of first order.</summary>
    internal virtual bool HasFusedDerivatives => true;

    /// <summary>Uninitialised elements.</summary>
    internal Storage Allocate(DType dtype, int length)
    {
        var storage = AllocateCore(dtype, length);
        StorageLog.Current?.Note(storage);
        return storage;
    }

    private protected abstract Storage AllocateCore(DType dtype, int length);

    /// <summary>Sets every element (float, int64, uint8; bool: not 0). The tensor may be a view.</summary>
    internal abstract void Fill(Tensor target, double value);

    /// <summary>
    /// target[i] = source[i], converting the element type: floats to integers by truncation, numbers to bool by != 0, bool to 0 and 1.
    /// Both may be views; shapes are equal (a broadcast source has strides of 0).
    /// </summary>
    internal abstract void Copy(Tensor source, Tensor target);

    /// <summary>result = kernel(x), floats.</summary>
    internal abstract void Map(IMapKernel kernel, Tensor x, Tensor result);

    /// <summary>
    /// result = kernel(x, y) with broadcasting, floats or int64. The result may be x itself if shapes are equal (update in place).
    /// </summary>
    internal abstract void Zip(IZipKernel kernel, Tensor x, Tensor y, Tensor result);

    /// <summary>
    /// result (bool) = x compared with y, broadcasting; any element type, equal on both sides. NaN compares false, != true.
    /// </summary>
    internal abstract void Compare(Comparison comparison, Tensor x, Tensor y, Tensor result);

    /// <summary>result = condition ? x : y with broadcasting of all three; any element type.</summary>
    internal abstract void Where(Tensor condition, Tensor x, Tensor y, Tensor result);

    /// <summary>
    /// Folds the dimensions marked in <paramref name="reduced"/> (one flag a dimension of x), floats or int64. The result has the elements
    /// of the remaining dimensions in order. Over no elements: sum 0, product 1; the others are refused before.
    /// </summary>
    internal abstract void Reduce(Reduction reduction, Tensor x, ReadOnlySpan<bool> reduced, Tensor result);

    /// <summary>result (int64) = position along dim of the first maximum or minimum; the first NaN wins.</summary>
    internal abstract void ArgReduce(Reduction reduction, Tensor x, int dim, Tensor result);

    /// <summary>Running sum along dim, floats or int64.</summary>
    internal abstract void CumulativeSum(Tensor x, int dim, Tensor result);

    /// <summary>positions (int64) = the stable order of the elements along dim; NaN sorts as the largest.</summary>
    internal abstract void ArgSort(Tensor x, int dim, bool descending, Tensor positions);

    /// <summary>
    /// result[.., i, ..] = x[.., index[.., i, ..], ..] along dim; index is int64, of the result's shape, already checked to be in range.
    /// </summary>
    internal abstract void Gather(Tensor x, int dim, Tensor index, Tensor result);

    /// <summary>
    /// target[.., index[.., i, ..], ..] += source[.., i, ..] along dim, in the order of the source; target is row-major and holds values
    /// already.
    /// </summary>
    internal abstract void ScatterAdd(Tensor target, int dim, Tensor index, Tensor source);

    /// <summary>
    /// result[b, i, j] = sum over p of x[b, i, p] y[b, p, j] (+ bias[j]); three dimensions each, strides of 0 repeat a matrix.
    /// </summary>
    internal abstract void Matmul(Tensor x, Tensor y, Tensor? bias, Tensor result);

    /// <summary>
    /// Cross-correlation of images [N, C, H, W] with kernels, and the greater one of it and zero if it is to be rectified; see
    /// <see cref="ConvolutionGeometry"/>. Inputs are row-major.
    /// </summary>
    internal abstract void Convolution(
        in ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor? bias, bool rectify, Tensor result);

    /// <summary>The gradient of a convolution by its input.</summary>
    internal abstract void ConvolutionBackwardInput(in ConvolutionGeometry geometry, Tensor gradient, Tensor weight, Tensor result);

    /// <summary>The gradient of a convolution by its weight and, if wanted, its bias.</summary>
    internal abstract void ConvolutionBackwardWeight(
        in ConvolutionGeometry geometry, Tensor input, Tensor gradient, Tensor result, Tensor? biasResult);

    /// <summary>Maximum of each window and, if wanted, its flat position (int64) in the input plane.</summary>
    internal abstract void MaxPool(in PoolingGeometry geometry, Tensor input, Tensor result, Tensor? positions);

    /// <summary>result = 0, then result[plane, positions[q]] += gradient[q].</summary>
    internal abstract void MaxPoolBackward(in PoolingGeometry geometry, Tensor gradient, Tensor positions, Tensor result);

    /// <summary>result[q] = values[plane, positions[q]], the adjoint of <see cref="MaxPoolBackward"/>.</summary>
    internal abstract void MaxPoolGather(in PoolingGeometry geometry, Tensor values, Tensor positions, Tensor result);

    /// <summary>Mean of each window.</summary>
    internal abstract void AveragePool(in PoolingGeometry geometry, bool countIncludePad, Tensor input, Tensor result);

    /// <summary>The gradient of <see cref="AveragePool"/> by its input.</summary>
    internal abstract void AveragePoolBackward(in PoolingGeometry geometry, bool countIncludePad, Tensor gradient, Tensor result);

    /// <summary>result[.., j] = x[.., j] - log(sum over j of exp x[.., j]) along the last dimension; x is row-major.</summary>
    internal abstract void LogSoftmax(Tensor x, Tensor result);

    /// <summary>result[.., j] = exp x[.., j] / sum over j of exp x[.., j] along the last dimension; x is row-major.</summary>
    internal abstract void Softmax(Tensor x, Tensor result);

    /// <summary>result = y (g - sum of g y) along the last dimension, the derivative of a softmax y; all row-major.</summary>
    internal abstract void SoftmaxBackward(Tensor gradient, Tensor output, Tensor result);

    /// <summary>result = g - e^y (sum of g) along the last dimension, the derivative of a log-softmax y; all row-major.</summary>
    internal abstract void LogSoftmaxBackward(Tensor gradient, Tensor output, Tensor result);

    /// <summary>
    /// Along the last dimension, m = max x and ln(sum of e^(x - m)): in two parts, because their sum would lose digits where m is large. x
    /// is row-major.
    /// </summary>
    internal abstract void LogSumExp(Tensor x, Tensor greatest, Tensor logarithm);

    /// <summary>
    /// result[.., j] = weight e^((x[.., j] - m) - l), a softmax with a factor a row, from what <see cref="LogSumExp"/> found; all
    /// row-major.
    /// </summary>
    internal abstract void WeightedSoftmax(Tensor x, Tensor greatest, Tensor logarithm, Tensor weight, Tensor result);

    /// <summary>
    /// result = weight (x - mean)/sqrt(variance + epsilon) + bias, a weight of 1 and a bias of 0 if left out. statistics (float64
    /// [2, groups]) holds the means and the variances, with the count below; they are found here unless the geometry says that they are
    /// given. All row-major, and x has elements.
    /// </summary>
    internal abstract void Normalize(
        in NormalizationGeometry geometry, Tensor x, Tensor? weight, Tensor? bias, Tensor statistics, Tensor result);

    /// <summary>
    /// The gradients of <see cref="Normalize"/> by its input, if wanted, its weight and its bias, with the statistics that it found; those
    /// that were given count as constants.
    /// </summary>
    internal abstract void NormalizeBackward(in NormalizationGeometry geometry, Tensor x, Tensor statistics, Tensor? weight,
        Tensor gradient, Tensor? inputGradient, Tensor weightGradient, Tensor biasGradient);

    /// <summary>Elements uniform in [0, 1) from the Philox stream of a key, element i from position counter + i.</summary>
    internal abstract void Uniform(ulong key, ulong counter, Tensor result);

    /// <summary>
    /// result[i] = x[i] factor, or 0 where the uniform float at position counter + i of the Philox stream of a key is less than a
    /// threshold; all row-major.
    /// </summary>
    internal abstract void Dropout(ulong key, ulong counter, float threshold, double factor, Tensor x, Tensor result);

    /// <summary>Elements of the standard normal distribution from the Philox stream of a key; see <see cref="Uniform"/>.</summary>
    internal abstract void Normal(ulong key, ulong counter, Tensor result);

    /// <summary>
    /// One pass of an optimizer over a parameter, its gradient and its state, all row-major and of one shape, changed in place.
    /// </summary>
    internal abstract void Update(ReadOnlySpan<UpdateTarget> targets);
}
