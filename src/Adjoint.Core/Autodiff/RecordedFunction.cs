namespace Adjoint.Autodiff;

/// <summary>
/// One run of a function on aliases of its arguments, to be differentiated as often as wanted. The aliases keep derivatives apart: what
/// the function takes from elsewhere counts as a constant, even if it is the very tensor that it is also given as its argument.
/// </summary>
internal sealed class RecordedFunction : IDisposable
{
    private readonly string _caller;
    private readonly Tensor[] _arguments;
    private readonly Tensor _value;
    private readonly GraphOrder? _order;

    // True if the run is a part of a record that reaches beyond it, so that its derivatives can be asked for their own derivatives.
    private readonly bool _isRecorded;

    private RecordedFunction(string caller, Tensor[] arguments, Tensor value, bool isRecording)
    {
        _caller = caller;
        _arguments = arguments;
        _value = value;
        _order = value.Node is { } root ? GraphOrder.From(root, arguments) : null;
        _isRecorded = isRecording && (_order?.HasOtherVariables ?? false);
    }

    /// <summary>The function's result; recorded only if it depends on variables besides the arguments' values.</summary>
    public Tensor Value => _isRecorded ? _value : Constant(_value);

    public static RecordedFunction Run(string caller, Func<Tensor[], Tensor> f, ReadOnlySpan<Tensor> x)
    {
        var isRecording = !NoGrad.IsActive;
        var arguments = new Tensor[x.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Argument(caller, x[i], i, isRecording);
        using var recording = NoGrad.Lift();
        var value = f([.. arguments]) ?? throw new ArgumentException($"{caller}: the function gave null.", nameof(f));
        RequireDerivative(caller, value);
        return new RecordedFunction(caller, arguments, value, isRecording);
    }

    /// <summary>The same, for a function that must give a single number.</summary>
    public static RecordedFunction RunScalar(string caller, Func<Tensor[], Tensor> f, ReadOnlySpan<Tensor> x)
    {
        var run = Run(caller, f, x);
        if (run._value.ElementCount == 1) return run;
        throw new ShapeException($"{caller}: the function gave {run._value.Type}, and this derivative is of a single number. "
            + "Hint: sum it up, or ask for Differentiate.Jacobian or Differentiate.Vjp.");
    }

    /// <summary>Jᵀ u for every argument; zeros where the value does not depend on it.</summary>
    public Tensor[] PullBack(Tensor cotangent)
    {
        Tangent.RequireDirections(_caller, [_value], [cotangent]);
        _order?.RequireRecord();
        var differentiable = !NoGrad.IsActive && (_isRecorded || cotangent.RequiresGrad);
        var gradients = _order is null ? new Tensor?[_arguments.Length] : Reverse.Gradients(_order, cotangent, _arguments, differentiable);
        return [.. gradients.Select((gradient, i) => gradient ?? _arguments[i].NewFull(_arguments[i].Shape, 0))];
    }

    /// <summary>The gradients of the value, or of the sum of its elements.</summary>
    public Tensor[] PullBackOfOnes() => PullBack(_value.NewFull(_value.Shape, 1));

    /// <summary>The gradients of a single number.</summary>
    public Tensor[] Gradients(DifferentiationMethod method) => method == DifferentiationMethod.Reverse
        ? PullBackOfOnes()
        : [.. Jacobians(method).Select((jacobian, i) => jacobian.Reshape(_arguments[i].Shape))];

    /// <summary>The sum of J_i v_i over the arguments.</summary>
    public Tensor PushForward(ReadOnlySpan<Tensor> directions)
    {
        Tangent.RequireDirections(_caller, _arguments, directions);
        return PushForward(_arguments, directions);
    }

    /// <summary>One Jacobian an argument, of the value's shape followed by the argument's.</summary>
    /// <param name="method">How; with fewer passes if null.</param>
    public Tensor[] Jacobians(DifferentiationMethod? method)
    {
        method ??= _value.ElementCount <= _arguments.Sum(x => (long)x.ElementCount)
            ? DifferentiationMethod.Reverse
            : DifferentiationMethod.Forward;
        return method switch
        {
            DifferentiationMethod.Reverse => ByRows(),
            DifferentiationMethod.Forward => [.. _arguments.Select(ByColumns)],
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such way to differentiate."),
        };
    }

    private Tensor[] ByRows()
    {
        var rows = new Tensor[_value.ElementCount][];
        for (var i = 0; i < rows.Length; i++) rows[i] = PullBack(OneAt(i, _value));
        return [.. _arguments.Select((x, k) => Join([.. rows.Select(row => row[k])], 0, x))];
    }

    private Tensor ByColumns(Tensor argument)
    {
        var columns = new Tensor[argument.ElementCount];
        for (var j = 0; j < columns.Length; j++) columns[j] = PushForward([argument], [OneAt(j, argument)]);
        return Join(columns, -1, argument);
    }

    private Tensor Join(Tensor[] parts, int dim, Tensor argument)
    {
        var shape = Shape.Create([.. _value.Shape, .. argument.Shape]);
        return parts.Length == 0 ? _value.NewFull(shape, 0) : Tensor.Stack(parts, dim).Reshape(shape);
    }

    private Tensor PushForward(ReadOnlySpan<Tensor> by, ReadOnlySpan<Tensor> directions)
    {
        _order?.RequireRecord();
        var differentiable = !NoGrad.IsActive && (_isRecorded || AnyRequiresGrad(directions));
        return Tangent.Run(_order, by, directions, differentiable) ?? _value.NewFull(_value.Shape, 0);
    }

    private static Tensor OneAt(int index, Tensor like)
    {
        var result = like.NewFull(like.Shape, 0);
        result.Backend.Fill(result.View(Shape.Scalar, [], index), 1);
        return result;
    }

    /// <summary>Gives the walk's arrays back, where no more derivatives will be asked for; not needed.</summary>
    public void Dispose() => _order?.Dispose();

    private static Tensor Argument(string caller, Tensor x, int index, bool isRecording)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!x.DType.IsFloat)
        {
            throw new DTypeException($"{caller}: argument {index} is {x.Type}, and only floating-point numbers can be differentiated by. "
                + "Hint: let the function take it from outside.");
        }
        if (isRecording && x.RequiresGrad) return x.Alias();
        var variable = x.Detach();
        variable.RequiresGrad = true;
        return variable;
    }

    private static void RequireDerivative(string caller, Tensor value)
    {
        if (!value.DType.IsFloat)
        {
            throw new DTypeException($"{caller}: the function gave {value.Type}, and only floating-point numbers have derivatives"
                + (value.GradientStop is { } cut ? $": {cut}." : "."));
        }
        // What was taken out of the record on purpose is a constant; a step without a derivative is likely a mistake.
        if (value.GradientStop is not { IsOnPurpose: false } stop) return;
        throw new GradientException($"{caller}: no derivative leads from the function's result to its arguments: the gradient stops at {stop}. "
            + $"Hint: {stop.Hint}");
    }

    // The aliases stay inside this run: beyond it, what was computed from them alone was cut off from nothing.
    private static Tensor Constant(Tensor value)
    {
        var constant = value.Detach();
        constant.RequiresGrad = false;
        return constant;
    }

    private static bool AnyRequiresGrad(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.RequiresGrad) return true;
        }
        return false;
    }
}
