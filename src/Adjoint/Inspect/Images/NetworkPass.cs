using Adjoint.Nn;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>One forward pass in evaluation mode, with what the modules put out on the way.</summary>
/// <param name="Scores">What the network makes of the input, [batch, outputs].</param>
/// <param name="Outputs">What the modules put out.</param>
internal sealed record NetworkPass(Tensor Scores, IReadOnlyList<ModuleOutput> Outputs)
{
    /// <summary>Runs a network; its mode is restored.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">[batch, channels, height, width].</param>
    /// <param name="path">The path of the only modules to look at; null for all.</param>
    public static NetworkPass Run(Module<Tensor, Tensor> network, Tensor input, string? path = null)
    {
        using var evaluation = EvaluationScope.Enter(network);
        using var capture = ModuleCapture.Begin(path);
        var scores = network.Forward(input);
        return new NetworkPass(scores, capture.Outputs);
    }

    /// <summary>Runs a network and records the pass, the input a variable.</summary>
    /// <exception cref="InvalidOperationException">Recording is turned off.</exception>
    public static (NetworkPass Pass, Tensor Input) Record(Module<Tensor, Tensor> network, Tensor input)
    {
        var variable = input.Detach().Clone();
        variable.RequiresGrad = true;
        var pass = Run(network, variable);
        if (pass.Scores.Node is not null) return (pass, variable);
        throw new InvalidOperationException("the forward pass left no record, and there is nothing to differentiate. Hint: leave the scope "
            + "of NoGrad.");
    }
}
