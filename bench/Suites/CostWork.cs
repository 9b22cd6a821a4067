using Adjoint.Losses;
using Adjoint.Nn;

namespace Adjoint.Bench;

/// <summary>One computation whose passes are timed one by one, in the order of the members.</summary>
internal abstract class CostWork
{
    /// <summary>What the computation starts from, which no pass pays for.</summary>
    public abstract void Begin();

    /// <summary>The value, recorded.</summary>
    public abstract void Forward();

    /// <summary>Forward mode over the record: the derivative along one direction.</summary>
    public abstract void Tangent();

    /// <summary>Reverse mode over the record: the whole gradient.</summary>
    public abstract void Backward();
}

/// <summary>The cross-entropy of a network on a batch of digits.</summary>
internal sealed class NetworkCost : CostWork
{
    private readonly CrossEntropyLoss _loss = new();
    private readonly Module<Tensor, Tensor> _model;
    private readonly Tensor _input;
    private readonly Tensor _target;
    private readonly Tensor[] _by;
    private readonly Tensor[] _directions;
    private Tensor _value;

    /// <param name="model">The network.</param>
    /// <param name="batchSize">Digits in the batch.</param>
    /// <param name="byInput">Differentiate by the batch instead of by the parameters: these then take no gradients.</param>
    public NetworkCost(Module<Tensor, Tensor> model, int batchSize, bool byInput)
    {
        _model = model;
        (_input, _target) = Digits.Cut(batchSize)[0];
        if (byInput)
        {
            foreach (var parameter in model.Parameters()) parameter.Value.RequiresGrad = false;
            _input.RequiresGrad = true;
        }
        _by = byInput ? [_input] : [.. model.Parameters().Select(parameter => parameter.Value)];
        var generator = new Generator(1);
        _directions = [.. _by.Select(tensor => Tensor.RandN(tensor.Shape, generator))];
        _value = _input;
    }

    public override void Begin()
    {
        foreach (var tensor in _by) tensor.ZeroGrad();
    }

    public override void Forward() => _value = _loss.Compute(_model.Forward(_input), _target);

    public override void Tangent() => Adjoint.Tangent.Of(_value, _by, _directions);

    public override void Backward() => _value.Backward();
}

/// <summary>A program on single numbers as tensors of one element.</summary>
internal sealed class TensorProgramCost(int operations) : CostWork
{
    private readonly Tensor[] _directions = [.. ScalarProgram.Start.Select(_ => Tensor.Scalar(1, DType.Float64))];
    private Tensor[] _variables = [];
    private Tensor? _value;

    public override void Begin() => _variables = ScalarProgram.TensorVariables();

    public override void Forward() => _value = ScalarProgram.Run(operations, _variables);

    public override void Tangent() => Adjoint.Tangent.Of(_value!, _variables, _directions);

    public override void Backward() => _value!.Backward();
}

/// <summary>A program on single numbers on a tape.</summary>
internal sealed class TapeProgramCost(int operations) : CostWork
{
    private readonly ScalarTape _tape = new();
    private Scalar[] _variables = [];
    private Scalar _value;

    public override void Begin()
    {
        _tape.Clear();
        _variables = _tape.Variables([.. ScalarProgram.Start]);
    }

    public override void Forward() => _value = ScalarProgram.Run(operations, _variables);

    public override void Tangent() => _ = _tape.Forward(_variables, [1, 1, 1])[_value];

    public override void Backward() => _ = _value.Backward().Of(_variables);
}
