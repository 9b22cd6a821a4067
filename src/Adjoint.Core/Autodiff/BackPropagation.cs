namespace Adjoint;

/// <summary>The two forms of back-propagation (CMU lecture 13); both give the same gradients.</summary>
public enum BackPropagation
{
    /// <summary>
    /// Version B: all adjoints start at zero, and each step, once it is reached, increments those of its inputs. What an operation gives to
    /// all its inputs can be computed at once, and an adjoint is let go as soon as it is spent; this is the faster form.
    /// </summary>
    IncrementInputs,

    /// <summary>
    /// Version A: each step gathers its adjoint from all the steps that consume it, dy/dv = sum over i of dy/du_i du_i/dv. It needs to know
    /// the consumers, and the adjoints of all of them at that time.
    /// </summary>
    GatherFromConsumers,
}
