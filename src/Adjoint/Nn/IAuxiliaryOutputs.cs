namespace Adjoint.Nn;

/// <summary>
/// A network that makes further predictions on its way, such as the auxiliary classifiers of GoogLeNet. Training adds their losses, with a
/// weight, to that of the output; <c>Forward</c> alone leaves them out, in training too.
/// </summary>
public interface IAuxiliaryOutputs
{
    /// <summary>What the loss of each auxiliary output counts, that of the output counting 1.</summary>
    double AuxiliaryWeight { get; }

    /// <summary>Runs the network and its auxiliary heads.</summary>
    /// <param name="input">As <c>Forward</c> takes it.</param>
    /// <returns>What <c>Forward</c> gives, and the auxiliary outputs, each of the same shape; none if the network has no heads.</returns>
    (Tensor Output, IReadOnlyList<Tensor> Auxiliary) ForwardWithAuxiliary(Tensor input);
}
