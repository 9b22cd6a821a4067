namespace Adjoint.Bench;

/// <summary>
/// A long chain of operations on single numbers, in both forms: y = y w + b, sum = sum + tanh(y), again and again. With w = 1 the
/// derivatives neither vanish nor overflow, however long it is. The twin runs the same.
/// </summary>
internal static class ScalarProgram
{
    private const int OperationsPerRound = 4;

    /// <summary>The values of x, w and b.</summary>
    public static IReadOnlyList<double> Start { get; } = [0.5, 1, 1e-6];

    public static Scalar Run(int operations, ReadOnlySpan<Scalar> variables)
    {
        var (x, w, b) = (variables[0], variables[1], variables[2]);
        var (y, sum) = (x, x);
        for (var round = 0; round < operations / OperationsPerRound; round++)
        {
            y = y * w + b;
            sum = sum + y.Tanh();
        }
        return sum;
    }

    public static Tensor Run(int operations, ReadOnlySpan<Tensor> variables)
    {
        var (x, w, b) = (variables[0], variables[1], variables[2]);
        var (y, sum) = (x, x);
        for (var round = 0; round < operations / OperationsPerRound; round++)
        {
            y = y * w + b;
            sum = sum + y.Tanh();
        }
        return sum;
    }

    public static Tensor[] TensorVariables()
    {
        var variables = Start.Select(value => Tensor.Scalar(value, DType.Float64)).ToArray();
        foreach (var variable in variables) variable.RequiresGrad = true;
        return variables;
    }
}
