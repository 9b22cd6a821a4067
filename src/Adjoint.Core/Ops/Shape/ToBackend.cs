using Adjoint.Backends;

namespace Adjoint;

internal sealed class ToBackendOperation(Backend source, Backend target) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples => [new(new ToBackendOperation(Backend.Cpu, Backend.Cpu), SampleInput.Real([2, 3]))];

    public override IEnumerable<KeyValuePair<string, object>> Attributes => [new("source", source.Name), new("target", target.Name)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        return inputs[0].Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = new Tensor(target.Allocate(type.DType, type.Shape.ElementCount), type.Shape);
        target.Copy(inputs[0], result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) =>
        new ToBackendOperation(target, source).Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The same values held and computed by another backend, or the tensor itself if it is there (PyTorch: <c>to(device)</c>).
        /// </summary>
        public Tensor To(Backend backend)
        {
            ArgumentNullException.ThrowIfNull(backend);
            return ReferenceEquals(x.Backend, backend) ? x : new ToBackendOperation(x.Backend, backend).Apply(x);
        }
    }
}
