using Adjoint;

namespace Activations;

/// <summary>What was measured of an activation; NaN where the question makes no sense.</summary>
internal sealed record Figures(
    string Name, double Least, double Most, double Mean, double FlatShare, double FlatShareWide, double DeadShare, double Nanoseconds)
{
    private const double Flat = 0.01;

    public string Line => FormattableString.Invariant($"{Name,-12}{Bound(Least),10}{Bound(Most),10}{Mean,8:0.000}")
        + FormattableString.Invariant($"{Share(FlatShare),9}{Share(FlatShareWide),9}{Share(DeadShare),10}{Nanoseconds,12:0.00}");

    public static Figures Of(Candidate candidate, double learningRate)
    {
        var generator = new Generator(1);
        var function = candidate.Create();
        function.To(DType.Float64);
        var ends = function.Forward(Pairs(candidate, Tensor.From<double>([-10_000, -10, -1, -0.75, 0, 1, 10, 10_000])));
        var normal = Tensor.RandN([100, 200], generator, DType.Float64);
        var figures = new Figures(candidate.Name, ends.Min().Item(), ends.Max().Item(), function.Forward(normal).Mean().Item(),
            double.NaN, double.NaN, double.NaN, Cost.Of(candidate));
        if (!candidate.IsElementwise) return figures;
        return figures with
        {
            FlatShare = ShareFlat(function.Forward, normal),
            FlatShareWide = ShareFlat(function.Forward, normal * 4),
            DeadShare = SmallNetwork.DeadShare(candidate, learningRate, Flat),
        };
    }

    /// <summary>The lectures' pros (+) and cons (-), each with the figure it rests on.</summary>
    public IEnumerable<string> Judgements(double nanosecondsOfRelu)
    {
        yield return Math.Abs(Mean) < 0.02
            ? FormattableString.Invariant($"+ zero-centred ({Mean:0.000})")
            : FormattableString.Invariant($"- not zero-centred ({Mean:0.000})");
        if (!double.IsNaN(FlatShareWide))
        {
            yield return FlatShareWide == 0 ? "+ flat nowhere" : $"- flat at {Share(FlatShareWide)} of wide inputs";
            yield return DeadShare switch
            {
                0 => "+ no unit died",
                double.PositiveInfinity => "- training diverged",
                _ => $"- units die ({Share(DeadShare)})",
            };
        }
        var times = Nanoseconds / nanosecondsOfRelu;
        yield return FormattableString.Invariant($"{(times < 1.5 ? '+' : '-')} {times:0.0} times ReLU's cost");
    }

    /// <summary>The share of inputs at which the derivative is close to zero.</summary>
    private static double ShareFlat(Func<Tensor, Tensor> function, Tensor at) =>
        (Slopes(function, at).Abs() < Flat).To(DType.Float64).Mean().Item();

    /// <summary>The derivative of each output by its own input.</summary>
    public static Tensor Slopes(Func<Tensor, Tensor> function, Tensor at)
    {
        var x = at.Detach();
        x.RequiresGrad = true;
        return Gradient.Of(function(x).Sum(), x)[0];
    }

    // Those that take two inputs get each pair of the given ones.
    private static Tensor Pairs(Candidate candidate, Tensor x)
    {
        if (candidate.InputsPerUnit == 1) return x;
        var count = x.ElementCount;
        var (left, right) = (x.Unsqueeze(1).Expand([count, count]), x.Unsqueeze(0).Expand([count, count]));
        return Tensor.Stack([left, right], dim: 2);
    }

    private static string Bound(double value) => Math.Abs(value) >= 1000
        ? value > 0 ? "inf" : "-inf"
        : FormattableString.Invariant($"{value:0.000}");

    private static string Share(double share) => share switch
    {
        double.NaN => "",
        double.PositiveInfinity => "diverged",
        _ => FormattableString.Invariant($"{share * 100:0.0}%"),
    };
}
