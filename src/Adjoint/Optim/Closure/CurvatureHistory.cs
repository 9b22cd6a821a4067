using System.Numerics.Tensors;

namespace Adjoint.Optim;

/// <summary>
/// The last changes s of a point and y of the gradient there, and the product of the inverse Hessian that they tell of with a vector, by the
/// two-loop recursion (Nocedal and Wright, 2006, algorithm 7.4).
/// </summary>
internal sealed class CurvatureHistory(int size)
{
    private readonly List<double[]> _changes = [];
    private readonly List<double[]> _gradientChanges = [];
    private readonly List<double> _inverses = [];
    private double _scale = 1;

    public IReadOnlyList<double[]> Changes => _changes;

    public IReadOnlyList<double[]> GradientChanges => _gradientChanges;

    /// <summary>Remembers a pair with s y above 0, and forgets the oldest if there are too many.</summary>
    public void Add(double[] change, double[] gradientChange)
    {
        if (_changes.Count == size)
        {
            _changes.RemoveAt(0);
            _gradientChanges.RemoveAt(0);
            _inverses.RemoveAt(0);
        }
        var product = TensorPrimitives.Dot<double>(gradientChange, change);
        _changes.Add(change);
        _gradientChanges.Add(gradientChange);
        _inverses.Add(1 / product);
        _scale = product / TensorPrimitives.SumOfSquares<double>(gradientChange);
    }

    public void Clear()
    {
        _changes.Clear();
        _gradientChanges.Clear();
        _inverses.Clear();
        _scale = 1;
    }

    /// <summary>-H g</summary>
    public double[] Direction(double[] gradient)
    {
        var result = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, result);
        var shares = new double[_changes.Count];
        for (var i = shares.Length - 1; i >= 0; i--)
        {
            shares[i] = TensorPrimitives.Dot<double>(_changes[i], result) * _inverses[i];
            TensorPrimitives.MultiplyAdd<double>(_gradientChanges[i], -shares[i], result, result);
        }
        TensorPrimitives.Multiply<double>(result, _scale, result);
        for (var i = 0; i < shares.Length; i++)
        {
            var share = shares[i] - TensorPrimitives.Dot<double>(_gradientChanges[i], result) * _inverses[i];
            TensorPrimitives.MultiplyAdd<double>(_changes[i], share, result, result);
        }
        return result;
    }
}
