namespace Adjoint.Optim;

/// <summary>
/// A step that lowers the loss enough and is long enough, the strong Wolfe conditions (Nocedal and Wright, 2006, algorithms 3.5 and 3.6, with
/// cubic interpolation): loss(t) at most loss(0) + c1 t slope(0), and |slope(t)| at most c2 |slope(0)|. Safeguards as in PyTorch's
/// <c>LBFGS(line_search_fn="strong_wolfe")</c>. A loss that is not finite is taken for infinite, so that the search comes back from there.
/// </summary>
/// <param name="evaluate">The loss along the line.</param>
/// <param name="start">What is known at step 0; its slope is negative.</param>
/// <param name="reach">The greatest magnitude of an element of the direction: brackets that are shorter than the tolerance over this end the
/// search.</param>
/// <param name="curvature">c2, above c1 and below 1.</param>
/// <param name="tolerance">The least change of a parameter that is still looked for.</param>
internal sealed class StrongWolfeSearch(Func<double, LinePoint> evaluate, LinePoint start, double reach, double curvature, double tolerance)
{
    private const double SufficientDecrease = 1e-4;
    private const int MaxEvaluations = 25;

    private int _iterations;

    /// <summary>Searches from a first guess. The point with the least loss of the last bracket if no step is good enough; it may be the
    /// start.</summary>
    public LinePoint Run(double firstStep)
    {
        var (previous, point) = (start, evaluate(firstStep));
        for (; _iterations < MaxEvaluations; _iterations++)
        {
            if (!DecreasesEnough(point) || (_iterations > 1 && point.Loss >= previous.Loss)) return Zoom(previous, point);
            if (IsFlatEnough(point)) return point;
            if (point.Slope >= 0) return Zoom(previous, point);
            var next = Cubic(previous, point, point.Step + 0.01 * (point.Step - previous.Step), 10 * point.Step);
            (previous, point) = (point, evaluate(next));
        }
        return start.Loss <= point.Loss ? start : point;
    }

    private bool DecreasesEnough(LinePoint point) => point.Loss <= start.Loss + SufficientDecrease * point.Step * start.Slope;

    private bool IsFlatEnough(LinePoint point) => Math.Abs(point.Slope) <= -curvature * start.Slope;

    // Between the two points there is a good step. Low is the one of less loss.
    private LinePoint Zoom(LinePoint first, LinePoint second)
    {
        var (low, high) = first.Loss <= second.Loss ? (first, second) : (second, first);
        var isStuck = false;
        for (; _iterations < MaxEvaluations; _iterations++)
        {
            if (Math.Abs(high.Step - low.Step) * reach < tolerance) break;
            var point = evaluate(Guard(low, high, ref isStuck));
            if (!DecreasesEnough(point) || point.Loss >= low.Loss)
            {
                (low, high) = low.Loss <= point.Loss ? (low, point) : (point, low);
                continue;
            }
            if (IsFlatEnough(point)) return point;
            if (point.Slope * (high.Step - low.Step) >= 0) high = low;
            low = point;
        }
        return low;
    }

    // The interpolated step, but not twice in a row close to an end of the bracket: the bracket must shrink.
    private static double Guard(LinePoint low, LinePoint high, ref bool isStuck)
    {
        var (left, right) = (Math.Min(low.Step, high.Step), Math.Max(low.Step, high.Step));
        var step = Cubic(low, high, left, right);
        var margin = 0.1 * (right - left);
        var isClose = Math.Min(right - step, step - left) < margin;
        var isForced = isClose && (isStuck || step >= right || step <= left);
        isStuck = isClose && !isForced;
        if (!isForced) return step;
        return Math.Abs(step - right) < Math.Abs(step - left) ? right - margin : left + margin;
    }

    // The minimum of the cubic through both losses and slopes, within bounds; their middle if there is none.
    private static double Cubic(LinePoint one, LinePoint other, double least, double most)
    {
        var (a, b) = one.Step <= other.Step ? (one, other) : (other, one);
        var d = a.Slope + b.Slope - 3 * (a.Loss - b.Loss) / (a.Step - b.Step);
        var square = d * d - a.Slope * b.Slope;
        if (!(square >= 0)) return (least + most) / 2;
        var root = Math.Sqrt(square);
        var step = b.Step - (b.Step - a.Step) * ((b.Slope + root - d) / (b.Slope - a.Slope + 2 * root));
        return double.IsNaN(step) ? (least + most) / 2 : Math.Clamp(step, least, most);
    }
}
