using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Cli.Commands;

/// <summary>One call of <c>gradcheck</c>.</summary>
internal static class GradcheckRun
{
    private readonly record struct Case(string Name, string Text, Func<Tensor[], Tensor> Function, Tensor[] Inputs);

    public static int Execute(string? name)
    {
        var cases = Operations().Concat(Layers()).ToArray();
        var models = ModelCatalogue.Entries.Where(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        var names = cases.Select(one => one.Name).Concat(ModelCatalogue.Entries.Select(entry => entry.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToArray();
        if (name is not null && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new UnknownNameException("operation, layer or model", name, names);
        var failed = models.Count(model => !GradcheckModel.Passes(model));
        foreach (var group in cases.Where(one => name is null || one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(one => one.Name))
        {
            foreach (var one in group)
            {
                var result = GradientCheck.Run(one.Function, one.Inputs, order: 2);
                if (!result.Passed) failed++;
                StandardStreams.Output.WriteLine($"{(result.Passed ? "ok    " : "FAILED")}  {one.Text}");
                if (name is not null || !result.Passed) StandardStreams.Output.WriteLine($"        {result}");
            }
        }
        StandardStreams.Output.WriteLine(failed == 0 ? "All derivatives agree with differences." : $"{failed} configurations failed.");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<Case> Operations() => OperationCatalogue.Samples.Where(sample => sample.HasGradient).Select(sample =>
        new Case(sample.Operation.Name, sample.ToString(),
            inputs => sample.Operation.Apply(inputs), sample.CreateInputs(new Generator(1))));

    private static IEnumerable<Case> Layers() => LayerCatalogue.Samples.Select(sample =>
    {
        var check = new LayerCheck(sample);
        return new Case(check.Layer.GetType().Name, $"layer {check.Layer.ToString().Split('\n')[0]}", check.Function, check.Inputs);
    });
}
