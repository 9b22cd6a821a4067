namespace Adjoint.Representation;

/// <summary>A leaf: 1 if a variable has a value or is not observed, 0 if it has another value.</summary>
public sealed class IndicatorNode : SumProductNode
{
    /// <summary>[X_variable = value].</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public IndicatorNode(int variable, int value) : base([])
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variable);
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        (Variable, Value) = (variable, value);
    }

    /// <summary>The variable's number, from 0.</summary>
    public int Variable { get; }

    /// <summary>The value's number, from 0.</summary>
    public int Value { get; }

    internal override string Kind => $"indicator [X{Variable} = {Value}]";
}
