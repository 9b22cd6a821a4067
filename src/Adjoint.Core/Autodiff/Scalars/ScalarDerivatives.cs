namespace Adjoint;

/// <summary>
/// The derivatives that a pass over a <see cref="ScalarTape"/> has found: adjoints after <see cref="ScalarTape.Backward(Scalar)"/>,
/// tangents after <see cref="ScalarTape.Forward(Scalar)"/>. The memory is the tape's, and the next pass of the same kind uses it again.
/// </summary>
public readonly struct ScalarDerivatives
{
    private readonly ScalarTape? _tape;
    private readonly ScalarBuffer? _buffer;
    private readonly int _pass;

    internal ScalarDerivatives(ScalarTape tape, ScalarBuffer buffer)
    {
        _tape = tape;
        _buffer = buffer;
        _pass = buffer.Pass;
    }

    /// <summary>The derivative at a number; 0 where there is no path.</summary>
    /// <exception cref="ArgumentException">The number is on another tape.</exception>
    /// <exception cref="GradientException">The number is a constant or older than the tape's last Clear(), or a later pass has used the
    /// memory again.</exception>
    public double this[Scalar x]
    {
        get
        {
            if (_buffer is null || _buffer.Pass != _pass) throw Gone();
            if (x.IsConstant) throw ScalarTape.NoDerivative(_buffer.What, "the number is a constant");
            _tape!.RequireOwn(_buffer.What, x);
            return _buffer[x.Index];
        }
    }

    /// <summary>The derivatives at several numbers.</summary>
    /// <inheritdoc cref="this[Scalar]"/>
    public double[] Of(params ReadOnlySpan<Scalar> numbers)
    {
        var result = new double[numbers.Length];
        for (var i = 0; i < result.Length; i++) result[i] = this[numbers[i]];
        return result;
    }

    private GradientException Gone() => new($"The {_buffer?.What ?? "derivatives"} of this pass are gone: a later pass or Clear() has used "
        + "their memory. Hint: take what is needed with Of() before that.");
}
