using System.Reflection;

namespace Adjoint.Core.Tests.Operations;

/// <summary>Every operation there is, found by reflection, with its samples as test cases.</summary>
internal static class OperationCatalogue
{
    private static readonly Dictionary<string, OperationCase> s_cases = [];

    static OperationCatalogue()
    {
        foreach (var type in Operations.Where(HasSamples))
        {
            var number = 0;
            foreach (var sample in SamplesOf(type)) s_cases.Add($"{sample.Operation.Name} {++number}: {sample}", new OperationCase(sample));
        }
    }

    public static IEnumerable<Type> Operations { get; } =
        [.. typeof(Operation).Assembly.GetTypes()
            .Where(type => type.IsSealed && type.IsSubclassOf(typeof(Operation))).OrderBy(type => type.Name)];

    /// <summary>The names of all samples, one test case each.</summary>
    public static TheoryData<string> Names => [.. s_cases.Keys];

    /// <summary>The same names as plain texts.</summary>
    public static IEnumerable<string> AllNames => s_cases.Keys;

    /// <summary>The names of the samples of operations with two broadcast inputs.</summary>
    public static TheoryData<string> BinaryNames =>
        [.. s_cases.Where(pair => pair.Value.Operation is BinaryOperation).Select(pair => pair.Key)];

    /// <summary>The names of the samples that have a gradient.</summary>
    public static TheoryData<string> DifferentiableNames => [.. s_cases.Where(pair => pair.Value.HasGradient).Select(pair => pair.Key)];

    public static OperationCase Case(string name) => s_cases[name];

    public static bool HasSamples(Type type) => type.IsAssignableTo(typeof(IOperationSamples));

    public static IReadOnlyList<Sample> SamplesOf(Type type)
    {
        const BindingFlags flags = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var property = type.GetProperty(nameof(IOperationSamples.Samples), flags)!;
        return [.. (IEnumerable<Sample>)property.GetValue(null)!];
    }
}
