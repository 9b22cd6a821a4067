namespace Adjoint.Bench;

/// <summary>
/// What a fresh process does: it runs a network so many times, says when the first time is over, and at the end its peak resident size.
/// <c>peers/child.py</c> does the same.
/// </summary>
internal static class ChildWork
{
    public const string FirstStepLine = "first step";

    public static int Run(ChildTask task)
    {
        var work = BenchNetwork.Named(task.Network).Work(task.Part, task.Batch, task.Steps);
        // The bare stream: a console writer with its encodings is no part of a training step.
        using var output = Console.OpenStandardOutput();
        work();
        output.Write("first step\n"u8);
        for (var i = 1; i < task.Steps; i++) work();
        output.Write(System.Text.Encoding.ASCII.GetBytes($"peak {ResidentMemory.PeakKibibytes}\n"));
        return 0;
    }
}
