using Adjoint.Backends.Cpu;

namespace Adjoint.Core.Tests.Operations;

/// <summary>Alone in the process, so that no other test keeps the workers busy.</summary>
[CollectionDefinition(nameof(ThreadTests), DisableParallelization = true)]
[Collection(nameof(ThreadTests))]
public sealed class ThreadTests
{
    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Any_number_of_threads_gives_the_same_bits(string sample)
    {
        foreach (var test in LargerCases.Of(OperationCatalogue.Case(sample), 200_000).Prepend(OperationCatalogue.Case(sample)))
        {
            var one = ResultAndDerivatives(test, threads: 1);
            foreach (var threads in new[] { 2, 3 })
            {
                var several = ResultAndDerivatives(test, threads);
                for (var i = 0; i < one.Length; i++)
                {
                    var what = i == 0 ? "result" : i == 1 ? "tangent" : $"gradient {i - 2}";
                    Assert.True(one[i].AsSpan().SequenceEqual(several[i]), $"{test}: {what} with {threads} threads");
                }
            }
        }
    }

    private static byte[][] ResultAndDerivatives(OperationCase test, int threads)
    {
        var before = WorkerPool.Threads;
        try
        {
            WorkerPool.Threads = threads;
            var inputs = test.Variables();
            var y = test.Operation.Apply(inputs);
            if (y.Node is null) return [TestTensor.Bits(y)];
            Tensor[] variables = [.. inputs.Where(input => input.RequiresGrad)];
            var tangent = Tangent.OfOrNull(y, variables, [.. variables.Select(IncomingGradient.Of)]);
            var gradients = Gradient.OfOrNull(y, variables, IncomingGradient.Of(y));
            return [TestTensor.Bits(y), .. gradients.Prepend(tangent).Select(part => part is null ? [] : TestTensor.Bits(part))];
        }
        finally
        {
            WorkerPool.Threads = before;
        }
    }
}
