namespace Adjoint.Nn;

/// <summary>Whose variance the first weights keep (PyTorch: <c>mode</c> of <c>init.kaiming_uniform_</c>).</summary>
public enum FanMode
{
    /// <summary>That of activations on the way forward: the weights are divided by the root of the number of inputs.</summary>
    FanIn,

    /// <summary>That of gradients on the way back: the weights are divided by the root of the number of outputs.</summary>
    FanOut,
}
