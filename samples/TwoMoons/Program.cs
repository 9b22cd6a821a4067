using Adjoint;
using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;

// Two half circles that no straight line separates: a small network with one hidden layer learns to tell them apart.
var generator = new Generator(1);
const int count = 400;
var angle = Tensor.Rand([count], generator) * Math.PI;
var isLower = Tensor.Arange(0, count) >= count / 2;
var x = Tensor.Where(isLower, 1 - angle.Cos(), angle.Cos());
var y = Tensor.Where(isLower, 0.5 - angle.Sin(), angle.Sin());
var points = Tensor.Stack([x, y], dim: 1) + Tensor.RandN([count, 2], generator) * 0.1;
var classes = isLower.To(DType.Int64);

var network = new Classifier(generator);
Console.WriteLine(network);
var optimizer = new Adam(network.Parameters(), learningRate: 0.02);
var loss = new CrossEntropyLoss();
for (var step = 1; step <= 300; step++)
{
    optimizer.ZeroGrad();
    var scores = network.Forward(points);
    var value = loss.Compute(scores, classes);
    value.Backward();
    optimizer.Step();
    if (step % 50 == 0)
    {
        var accuracy = scores.Detach().ArgMax(1).Equal(classes).To(DType.Float32).Mean();
        Console.WriteLine(FormattableString.Invariant($"step {step,3}  loss {value.Item():0.0000}  accuracy {accuracy.Item():0.000}"));
    }
}

internal sealed partial class Classifier(Generator generator) : Module<Tensor, Tensor>
{
    private readonly Linear _hidden = new(2, 16, generator: generator);
    private readonly Linear _scores = new(16, 2, generator: generator);

    protected override Tensor ForwardCore(Tensor input) => _scores.Forward(_hidden.Forward(input).Tanh());
}
