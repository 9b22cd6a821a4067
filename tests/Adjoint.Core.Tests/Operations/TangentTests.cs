using Adjoint.Autodiff;

namespace Adjoint.Core.Tests.Operations;

/// <summary>Every operation's tangent rule against the default one, finite differences, and its own gradient rule.</summary>
public sealed class TangentTests
{
    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void The_tangent_rule_equals_the_transposed_gradient_rule(string sample)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var test = OperationCatalogue.Case(sample).As(dtype);
            foreach (var directions in DirectionsOf(test)) ExpectRuleEqualsDefault(test, directions);
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void The_tangent_rule_equals_the_transposed_gradient_rule_for_larger_inputs(string sample)
    {
        foreach (var test in LargerCases.Of(OperationCatalogue.Case(sample), 5_000))
        {
            ExpectRuleEqualsDefault(test, DirectionsOf(test).Last());
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void The_tangent_rule_equals_the_transposed_gradient_rule_for_single_numbers(string sample)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var test = OperationCatalogue.Case(sample).As(dtype);
            var single = test.With([.. test.Types.Select(type => type with { Shape = Shape.Scalar })]);
            if (!single.IsAccepted) continue;
            foreach (var directions in DirectionsOf(single)) ExpectRuleEqualsDefault(single, directions);
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void The_tangent_is_what_the_result_changes_by_along_the_direction(string sample)
    {
        var test = OperationCatalogue.Case(sample).As(DType.Float64);
        // What gives float32 whatever it is given leaves finite differences no digits.
        if (test.Operation.Infer(test.Tensors()).DType != DType.Float64) return;
        foreach (var directions in DirectionsOf(test))
        {
            var tangent = TestTensor.Read(TangentOf(test, directions));
            var (above, below) = (TestTensor.Read(Moved(1e-5)), TestTensor.Read(Moved(-1e-5)));
            double[] numeric = [.. above.Zip(below, (a, b) => (a - b) / 2e-5)];
            Expect.Close(numeric, tangent, 1e-7, $"{test}");

            Tensor Moved(double step) => test.Operation.Apply(
                [.. test.Tensors().Select((x, i) => directions[i] is { } direction ? x + direction * step : x)]);
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void Weighing_the_tangent_is_moving_along_the_gradient(string sample)
    {
        var test = OperationCatalogue.Case(sample).As(DType.Float64);
        foreach (var directions in DirectionsOf(test))
        {
            var inputs = test.Variables();
            var y = test.Operation.Apply(inputs);
            var tangent = TangentOf(test, directions);
            var incoming = IncomingGradient.Of(y);
            var gradients = Gradient.OfOrNull(y, inputs, incoming);
            // u . (J v) = (Jᵀ u) . v
            var expected = directions.Zip(gradients, (v, g) => v is null || g is null ? 0 : Dot(v, g)).Sum();
            Expect.Close([expected], [Dot(incoming, tangent)], Expect.Rounding(y.DType), $"{test}");
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void Second_derivatives_agree_however_the_modes_are_nested(string sample)
    {
        var test = OperationCatalogue.Case(sample).As(DType.Float64);
        foreach (var directions in DirectionsOf(test))
        {
            var inputs = test.Variables();
            int[] moving = [.. Enumerable.Range(0, inputs.Length).Where(i => directions[i] is not null)];
            Tensor[] by = [.. moving.Select(i => inputs[i])];
            Tensor[] v = [.. moving.Select(i => directions[i]!)];
            Tensor[] w = [.. moving.Select(i => directions[i]!.Flip(Enumerable.Range(0, directions[i]!.Rank).ToArray()) * 0.5)];
            var y = test.Operation.Apply(inputs);
            // A cube makes the weighed sum bend even where the operation is linear.
            var scalar = (y * y * y * IncomingGradient.Of(y)).Sum();
            double[] secondDerivatives =
            [
                Move(Move(scalar, v), w).Item(), Move(Weigh(scalar, v), w).Item(),
                Weigh(Move(scalar, v), w).Item(), Weigh(Weigh(scalar, v), w).Item(),
            ];
            var expected = Enumerable.Repeat(secondDerivatives[^1], secondDerivatives.Length).ToArray();
            Expect.Close(expected, secondDerivatives, 1e-9, $"{test}");

            Tensor Move(Tensor result, Tensor[] along) => Tangent.OfOrNull(result, by, along, createGraph: true) ?? result.Detach() * 0;

            Tensor Weigh(Tensor result, Tensor[] along) => result.Node is null
                ? result.Detach() * 0
                : Gradient.OfOrNull(result, by, createGraph: true).Zip(along, (g, a) => g is null ? result.Detach() * 0 : (g * a).Sum())
                    .Aggregate((sum, part) => sum + part);
        }
    }

    private static void ExpectRuleEqualsDefault(OperationCase test, Tensor?[] directions)
    {
        var y = test.Operation.Apply(test.Variables());
        var saved = new SavedValues(y.Node!);
        var expected = Transpose.OfVjp(test.Operation, directions, saved) ?? y.Detach() * 0;
        var tolerance = Expect.Rounding(y.DType) * Math.Sqrt(test.Types.Max(type => type.Shape.ElementCount));
        Expect.Close(expected, test.Operation.Jvp(directions, saved) ?? y.Detach() * 0, tolerance, $"{test}: recorded");
        using var noGrad = NoGrad.Begin();
        Expect.Close(expected, test.Operation.Jvp(directions, saved) ?? y.Detach() * 0, tolerance, $"{test}: not recorded");
    }

    private static Tensor TangentOf(OperationCase test, Tensor?[] directions)
    {
        var inputs = test.Variables();
        var y = test.Operation.Apply(inputs);
        int[] moving = [.. Enumerable.Range(0, inputs.Length).Where(i => directions[i] is not null)];
        return Tangent.Of(y, [.. moving.Select(i => inputs[i])], [.. moving.Select(i => directions[i]!)]);
    }

    // Each float input moving alone, then all of them at once.
    private static IEnumerable<Tensor?[]> DirectionsOf(OperationCase test)
    {
        var inputs = test.Tensors();
        Tensor?[] all = [.. inputs.Select(x => x.DType.IsFloat ? IncomingGradient.Of(x) : null)];
        int[] floats = [.. Enumerable.Range(0, inputs.Length).Where(i => all[i] is not null)];
        if (floats.Length > 1)
        {
            foreach (var alone in floats) yield return [.. all.Select((direction, i) => i == alone ? direction : null)];
        }
        yield return all;
    }

    private static double Dot(Tensor x, Tensor y) => TestTensor.Read(x).Zip(TestTensor.Read(y), (a, b) => a * b).Sum();
}
