using System.Globalization;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Autodiff;

/// <summary>
/// A random network of one hidden layer, tanh or sigmoid, with the squared error of one example, along a random line through its
/// parameters: as tensors, and written out as a formula of t.
/// </summary>
internal sealed class RandomNetwork
{
    private readonly Random _random;
    private readonly bool _isTanh;
    private readonly double[] _input;
    private readonly Line[,] _weights;
    private readonly Line[] _biases;
    private readonly Line[] _output;

    public RandomNetwork(int seed)
    {
        _random = new Random(seed);
        _isTanh = _random.Next(2) == 0;
        var (inputs, units) = (_random.Next(1, 4), _random.Next(1, 5));
        _input = [.. Enumerable.Range(0, inputs).Select(_ => Number())];
        _weights = new Line[units, inputs];
        for (var i = 0; i < units; i++)
        {
            for (var j = 0; j < inputs; j++) _weights[i, j] = NewLine();
        }
        _biases = [.. Enumerable.Range(0, units).Select(_ => NewLine())];
        _output = [.. Enumerable.Range(0, units).Select(_ => NewLine())];
    }

    /// <summary>The loss as a formula of t.</summary>
    public Formula Formula
    {
        get
        {
            var units = _biases.Select((bias, i) =>
            {
                var sum = string.Join(" + ", _input.Select((x, j) => $"{_weights[i, j].Text}*({Text(x)})"));
                return $"{_output[i].Text}*{(_isTanh ? "tanh" : "sigmoid")}({sum} + {bias.Text})";
            });
            return Formula.Parse($"({string.Join(" + ", units)} - 1)^2");
        }
    }

    /// <summary>The same by tensor operations, for a single number t.</summary>
    public Tensor LossAlongLine(Tensor t)
    {
        Shape shape = [_weights.GetLength(0), _weights.GetLength(1)];
        var weight = At([.. _weights.Cast<Line>()], t).Reshape(shape);
        var hidden = Tensor.From<double>(_input).Linear(weight, At(_biases, t));
        var output = (_isTanh ? hidden.Tanh() : hidden.Sigmoid()).Dot(At(_output, t));
        return (output - 1).Square();
    }

    private static Tensor At(Line[] lines, Tensor t) =>
        Tensor.From<double>([.. lines.Select(line => line.Slope)]) * t + Tensor.From<double>([.. lines.Select(line => line.Start)]);

    private Line NewLine() => new(Number(), Number());

    private double Number() => Math.Round(_random.NextDouble() * 2 - 1, 3);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private readonly record struct Line(double Start, double Slope)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"({Start:R} + t*({Slope:R}))");
    }
}
