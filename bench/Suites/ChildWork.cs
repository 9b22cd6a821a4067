using System.Globalization;
using Adjoint.Models;

namespace Adjoint.Bench;

/// <summary>
/// What a fresh process does: it trains LeNet-5 for some steps of batch 64, says when the first step is over, and at the end its peak
/// resident size. <c>peers/child.py</c> does the same.
/// </summary>
internal static class ChildWork
{
    public const string FirstStepLine = "first step";
    public const int BatchSize = 64;

    public static int Run(string steps)
    {
        var count = int.Parse(steps, CultureInfo.InvariantCulture);
        var model = new LeNet5();
        var batches = Enumerable.Range(0, count).Select(batch => Digits.Random(batch, BatchSize)).ToArray();
        var step = new TrainingStep(model, TrainingStep.OptimizerOf("sgd", model), batches);
        // The bare stream: a console writer with its encodings is no part of a training step.
        using var output = Console.OpenStandardOutput();
        step.Run();
        output.Write("first step\n"u8);
        for (var i = 1; i < count; i++) step.Run();
        output.Write(System.Text.Encoding.ASCII.GetBytes($"peak {ResidentMemory.PeakKibibytes}\n"));
        return 0;
    }
}
