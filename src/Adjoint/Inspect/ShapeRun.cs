using Adjoint.Graphs;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>One recorded pass of a network for the sake of its record.</summary>
internal static class ShapeRun
{
    /// <summary>Runs the network, auxiliary heads included, on an input without elements, so that shapes are all that is computed; on zeros
    /// if the network looks at numbers on its way.</summary>
    /// <returns>The input and the outputs, the network's own one first.</returns>
    /// <exception cref="InvalidOperationException">The outputs have no record.</exception>
    public static (Tensor Input, IReadOnlyList<Tensor> Outputs) Of(Module<Tensor, Tensor> network, Shape shape)
    {
        var dtype = network.Parameters() is [var first, ..] ? first.DType : DType.Float32;
        try
        {
            // Without elements they take no memory, and constants that are state are known by them.
            using var keep = KeepValues.Begin();
            return Run(network, Tensor.Meta(shape, dtype));
        }
        catch (NoElementsException)
        {
            return Run(network, Tensor.Zeros(shape, dtype));
        }
    }

    private static (Tensor Input, List<Tensor> Outputs) Run(Module<Tensor, Tensor> network, Tensor input)
    {
        input.RequiresGrad = true;
        var outputs = network is IAuxiliaryOutputs heads ? All(heads.ForwardWithAuxiliary(input)) : [network.Forward(input)];
        if (outputs[0].Node is not null) return (input, outputs);
        throw new InvalidOperationException(
            $"{network.TypeName}: the forward pass left no record to read. Hint: leave the scope of NoGrad.");
    }

    private static List<Tensor> All((Tensor Output, IReadOnlyList<Tensor> Auxiliary) run) => [run.Output, .. run.Auxiliary];
}
