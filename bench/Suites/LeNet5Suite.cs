using Adjoint.Models;

namespace Adjoint.Bench;

/// <summary>LeNet-5; the twin with images as NCHW and as NHWC.</summary>
internal sealed class LeNet5Suite : ISuite
{
    public static IEnumerable<Suite> Suites =>
        [new("lenet5", "training steps of LeNet-5", s_cases.Run)];

    private static readonly TrainingCases s_cases = new("lenet5", () => new LeNet5(), ["", "channels last"]);
}
