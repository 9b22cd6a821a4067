using Adjoint.Backends;

namespace Adjoint.Core.Tests.Operations;

/// <summary>An operation with inputs to run it on.</summary>
internal sealed class OperationCase
{
    private OperationCase(Operation operation, SampleInput[] inputs, TensorType[] types)
    {
        Operation = operation;
        Inputs = inputs;
        Types = types;
        Values = [.. inputs.Select((input, i) => SampleValues.Of(input, types[i].Shape, (ulong)(17 + i)))];
    }

    public OperationCase(Sample sample)
        : this(sample.Operation, sample.Inputs, [.. sample.Inputs.Select(i => new TensorType(i.Shape, i.DType))])
    {
    }

    public Operation Operation { get; }

    public SampleInput[] Inputs { get; }

    /// <summary>Shapes and element types of the inputs; all floats are float32 or another type instead.</summary>
    public TensorType[] Types { get; }

    public double[][] Values { get; }

    public bool HasGradient => Operation.IsDifferentiable && Types.Any(type => type.DType.IsFloat);

    /// <summary>True if the operation takes inputs of these shapes and types.</summary>
    public bool IsAccepted
    {
        get
        {
            try
            {
                Operation.Infer(Tensors());
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    /// <summary>The same with all floats in another element type.</summary>
    public OperationCase As(DType dtype) =>
        With([.. Types.Select((type, i) => Inputs[i].DType.IsFloat ? type with { DType = dtype } : type)]);

    /// <summary>The same with inputs of other shapes and types.</summary>
    public OperationCase With(TensorType[] types) => new(Operation, Inputs, types);

    public Tensor[] Tensors(Backend? backend = null) => Layouts(TestTensor.Make, backend);

    public Tensor[] Layouts(Func<Backend, TensorType, double[], Tensor> layout, Backend? backend = null) =>
        [.. Types.Select((type, i) => layout(backend ?? Backend.Cpu, type, Values[i]))];

    /// <summary>Inputs that are all to be differentiated by, where they are floats.</summary>
    public Tensor[] Variables()
    {
        var tensors = Tensors();
        foreach (var tensor in tensors) tensor.RequiresGrad = tensor.DType.IsFloat;
        return tensors;
    }

    public override string ToString() => $"{Operation} of {string.Join(", ", Types)}";
}
