namespace Adjoint.Core.Tests.Operations;

/// <summary>Inputs that an operation may refuse, but only in one way.</summary>
internal static class Rejects
{
    /// <summary>True if the operation refuses the inputs with an error that names it; fails the test for every other error.</summary>
    public static bool WithClearError(OperationCase test)
    {
        try
        {
            var result = test.Operation.Forward(test.Tensors());
            Assert.Equal(test.Operation.Infer(test.Tensors()), result.Type);
            return false;
        }
        catch (ArgumentException error)
        {
            var namesIt = error.Message.Contains(test.Operation.Name, StringComparison.Ordinal);
            Assert.True(namesIt, $"{test}: the message does not name the operation: {error.Message}");
            return true;
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{test}: {error.GetType().Name}, which is no clear error: {error.Message}\n{error.StackTrace}");
            return true;
        }
    }
}
