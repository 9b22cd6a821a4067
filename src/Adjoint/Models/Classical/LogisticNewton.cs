using System.Numerics.Tensors;
using Adjoint.LinearAlgebra;

namespace Adjoint.Models;

/// <summary>Newton's method on the loss of logistic regression over a centred and scaled design.</summary>
internal sealed class LogisticNewton
{
    private const int MostIterations = 100;
    private const int MostHalvings = 40;

    // The scores change by no more than this in the last step, which of a method that doubles its digits is the error before it, squared.
    private const double Tolerance = 1e-8;

    private readonly DesignMatrix _design;
    private readonly double[] _targets;
    private readonly double[] _penalties;
    private double[] _logits;
    private double _objective;

    public LogisticNewton(DesignMatrix design, double[] targets, double penalty)
    {
        (_design, _targets) = (design, targets);
        _penalties = [.. Enumerable.Range(0, design.Columns.Length).Select(j => design.ScaledPenalty(j, penalty))];
        Weights = new double[design.Columns.Length];
        _logits = new double[targets.Length];
        _objective = Objective(_logits, Weights);
    }

    /// <summary>The weights of the scaled columns.</summary>
    public double[] Weights { get; private set; }

    public double Bias { get; private set; }

    private bool HasPenalty => _penalties.Any(penalty => penalty > 0);

    public LogisticFit Run()
    {
        for (var iteration = 1; iteration <= MostIterations; iteration++)
        {
            if (Direction() is not { } direction) return Fit(iteration, isConverged: false);
            var change = Step(direction);
            if (!HasPenalty && IsSeparated()) return Fit(iteration, isConverged: false);
            if (change <= Tolerance) return Fit(iteration, isConverged: true);
        }
        return Fit(MostIterations, isConverged: false);
    }

    private LogisticFit Fit(int iterations, bool isConverged)
    {
        var loss = Objective(_logits, new double[Weights.Length]) / _targets.Length;
        return new LogisticFit(iterations, loss, isConverged, IsSeparated());
    }

    private bool IsSeparated()
    {
        for (var i = 0; i < _targets.Length; i++)
        {
            if ((_targets[i] == 1 ? _logits[i] : -_logits[i]) <= 0) return false;
        }
        return true;
    }

    // The solution of H d = -g, weights and then bias; null where the curvature is lost to rounding.
    private double[]? Direction()
    {
        var probabilities = Array.ConvertAll(_logits, logit => 1 / (1 + Math.Exp(-logit)));
        var curvature = Array.ConvertAll(probabilities, p => p * (1 - p));
        var error = _targets.Zip(probabilities, (target, p) => target - p).ToArray();
        double[][] columns = [.. _design.Columns, Enumerable.Repeat(1.0, _targets.Length).ToArray()];
        var direction = Array.ConvertAll(columns, column => TensorPrimitives.Dot<double>(column, error));
        var hessian = new double[columns.Length][];
        var weighted = new double[_targets.Length];
        for (var j = 0; j < columns.Length; j++)
        {
            TensorPrimitives.Multiply(columns[j], curvature, weighted);
            hessian[j] = Array.ConvertAll(columns, column => TensorPrimitives.Dot<double>(column, weighted));
        }
        for (var j = 0; j < _penalties.Length; j++)
        {
            direction[j] -= _penalties[j] * Weights[j];
            hessian[j][j] += _penalties[j];
        }
        if (CholeskyDecomposition.TryFactor(hessian) is not null) return null;
        CholeskyDecomposition.SolveInPlace(hessian, direction);
        return direction;
    }

    // Halves the step until the objective does not grow; returns the greatest change of a score.
    private double Step(double[] direction)
    {
        var change = new double[_targets.Length];
        for (var j = 0; j < Weights.Length; j++) TensorPrimitives.MultiplyAdd(_design.Columns[j], direction[j], change, change);
        TensorPrimitives.Add(change, direction[^1], change);
        var size = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, size /= 2)
        {
            var logits = _logits.Zip(change, (logit, by) => logit + size * by).ToArray();
            var weights = Weights.Zip(direction, (weight, by) => weight + size * by).ToArray();
            var objective = Objective(logits, weights);
            if (!(objective <= _objective)) continue;
            (_logits, Weights, _objective) = (logits, weights, objective);
            Bias += size * direction[^1];
            return size * change.Max(Math.Abs);
        }
        // No step is better by as much as can be told: this is the minimum.
        return 0;
    }

    // The sum of ln(1 + e^z) - t z, stable at any z, and half the penalties.
    private double Objective(double[] logits, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            var logit = logits[i];
            sum += Math.Max(logit, 0) - _targets[i] * logit + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
        }
        for (var j = 0; j < weights.Length; j++) sum += _penalties[j] / 2 * weights[j] * weights[j];
        return sum;
    }
}
