using Adjoint.Models;

namespace Adjoint.Bench;

/// <summary>The multilayer perceptron 784-128-10.</summary>
internal sealed class MlpSuite : ISuite
{
    public static IEnumerable<Suite> Suites =>
        [new("mlp", "training steps of a multilayer perceptron 784-128-10", s_cases.Run)];

    private static readonly TrainingCases s_cases = new("mlp", () => new MultilayerPerceptron([784, 128, 10]), [""]);
}
