using Adjoint.Data;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

public sealed partial class AuxiliaryOutputTests
{
    [Fact]
    public void Training_adds_the_losses_of_auxiliary_outputs_with_their_weight_and_tells_the_loss_of_the_output_alone()
    {
        var network = new Heads();
        var batch = new Batch(Tensor.RandN([6, 4], new Generator(2)), Tensor.From([0, 1, 2, 0, 1, 2]));
        var task = new Classification();
        var learner = new Learner(network, task, new SGD(network.Parameters(), 0.1), new Generator(3), new TrainerOptions());
        var (output, loss, objective) = learner.Forward(batch);
        var (main, auxiliary) = network.ForwardWithAuxiliary(batch.Inputs);
        Assert.Equal(main.ToArray<float>(), output.ToArray<float>());
        Assert.Equal(task.Loss(main, batch).Item(), loss.Item());
        var expected = loss.Item() + 0.25 * (task.Loss(auxiliary[0], batch).Item() + task.Loss(auxiliary[1], batch).Item());
        Assert.Equal(expected, objective.Item(), 1e-5);
        objective.Backward();
        Assert.All(network.NamedParameters(), entry => Assert.NotNull(entry.Parameter.Grad));
    }

    [Fact]
    public void Without_auxiliary_outputs_the_loss_is_what_is_learned_from()
    {
        var network = new Linear(4, 3, generator: new Generator(1));
        var batch = new Batch(Tensor.RandN([2, 4], new Generator(2)), Tensor.From([0, 2]));
        var learner = new Learner(network, new Classification(), new SGD(network.Parameters(), 0.1), new Generator(3), new TrainerOptions());
        var (_, loss, objective) = learner.Forward(batch);
        Assert.Same(loss, objective);
    }

    private sealed partial class Heads : Module<Tensor, Tensor>, IAuxiliaryOutputs
    {
        private readonly Linear _body = new(4, 5, generator: new Generator(1));
        private readonly Linear _scores = new(5, 3, generator: new Generator(2));
        private readonly Linear _first = new(4, 3, generator: new Generator(3));
        private readonly Linear _second = new(5, 3, generator: new Generator(4));

        public double AuxiliaryWeight => 0.25;

        public (Tensor Output, IReadOnlyList<Tensor> Auxiliary) ForwardWithAuxiliary(Tensor input)
        {
            var features = _body.Forward(input).Relu();
            return (_scores.Forward(features), [_first.Forward(input), _second.Forward(features)]);
        }

        protected override Tensor ForwardCore(Tensor input) => ForwardWithAuxiliary(input).Output;
    }
}
