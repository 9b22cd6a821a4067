using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>First values of LeNet-5 as of 1998: uniform between -2.4/F and 2.4/F, F the number of inputs of a unit (LeCun et al., 1998,
/// section III.A).</summary>
internal static class LeNetInitializer
{
    public static Initializer Of(int inputs) => new Uniform(-2.4 / inputs, 2.4 / inputs);
}
