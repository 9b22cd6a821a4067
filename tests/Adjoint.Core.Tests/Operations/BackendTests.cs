using Adjoint.Backends;

namespace Adjoint.Core.Tests.Operations;

public sealed class BackendTests
{
    private static readonly DType[] s_dtypes = [DType.Float32, DType.Float64, DType.Int64, DType.UInt8, DType.Bool];

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void The_fast_backend_computes_what_the_reference_does_in_every_element_type(string sample)
    {
        foreach (var dtype in s_dtypes)
        {
            var test = OperationCatalogue.Case(sample).As(dtype);
            if (test.IsAccepted) ExpectEqualBackends(test, Backend.Reference, TestTensor.Make, Expect.Rounding(dtype));
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Larger_inputs_give_what_the_reference_gives(string sample)
    {
        foreach (var test in LargerCases.Of(OperationCatalogue.Case(sample), 20_000))
        {
            // Rounding errors of a sum grow like the root of its length if they are as random as the numbers.
            var growth = Math.Sqrt(test.Types.Max(type => type.Shape.ElementCount));
            ExpectEqualBackends(test, Backend.Reference, TestTensor.Make, growth * Expect.Rounding(DType.Float32));
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void A_view_gives_what_its_copy_gives(string sample)
    {
        Func<Backend, TensorType, double[], Tensor>[] layouts =
            [TestTensor.Transposed, TestTensor.Gapped, TestTensor.Reversed, TestTensor.Repeated];
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            foreach (var layout in layouts)
            {
                ExpectEqualBackends(OperationCatalogue.Case(sample).As(dtype), Backend.Cpu, layout, Expect.Rounding(dtype));
                ExpectEqualBackends(OperationCatalogue.Case(sample).As(dtype), Backend.Reference, layout, Expect.Rounding(dtype));
            }
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Larger_views_give_what_their_copies_give(string sample)
    {
        foreach (var test in LargerCases.Of(OperationCatalogue.Case(sample), 20_000))
        {
            var growth = Math.Sqrt(test.Types.Max(type => type.Shape.ElementCount));
            ExpectEqualBackends(test, Backend.Cpu, TestTensor.Transposed, growth * Expect.Rounding(DType.Float32));
            ExpectEqualBackends(test, Backend.Cpu, TestTensor.Gapped, growth * Expect.Rounding(DType.Float32));
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Not_a_number_infinities_and_zeros_go_through_alike(string sample)
    {
        foreach (var special in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0 })
        {
            for (var input = 0; input < OperationCatalogue.Case(sample).Inputs.Length; input++)
            {
                var test = OperationCatalogue.Case(sample).As(DType.Float32);
                if (!test.Types[input].DType.IsFloat || test.Values[input].Length == 0) continue;
                test.Values[input][test.Values[input].Length / 2] = special;
                ExpectEqualBackends(test, Backend.Reference, TestTensor.Make, Expect.Rounding(DType.Float32), special);
            }
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Empty_inputs_give_what_the_reference_gives_or_a_clear_error(string sample)
    {
        var test = OperationCatalogue.Case(sample);
        foreach (var size in test.Types.SelectMany(type => type.Shape).Distinct())
        {
            var empty = test.With([.. test.Types.Select(type => type with { Shape = Emptied(type.Shape, size) })]);
            if (Rejects.WithClearError(empty)) continue;
            ExpectEqualBackends(empty, Backend.Reference, TestTensor.Make, Expect.Rounding(DType.Float32));
            if (empty.HasGradient) ExpectGradientsOfInputShapes(empty);
        }
    }

    // Runs an operation on inputs laid out in some way, and on row-major copies of the same numbers on the fast backend.
    private static void ExpectEqualBackends(
        OperationCase test, Backend backend, Func<Backend, TensorType, double[], Tensor> layout, double tolerance, double? special = null)
    {
        var inputs = test.Layouts(layout, backend);
        Tensor[] copies = [.. inputs.Select(x => TestTensor.Make(Backend.Cpu, x.Type, TestTensor.Read(x)))];
        var expected = test.Operation.Forward(inputs, out var expectedAuxiliary);
        var actual = test.Operation.Forward(copies, out var actualAuxiliary);
        Expect.Close(expected, actual, tolerance, $"{test} ({backend}, {layout.Method.Name}{(special is null ? "" : $", {special}")})");
        Expect.CloseOrMissing(expectedAuxiliary, actualAuxiliary, tolerance, $"{test} ({backend}, {layout.Method.Name}), auxiliary");
    }

    private static Shape Emptied(Shape shape, int size) => Shape.Create([.. shape.Select(s => s == size ? 0 : s)]);

    private static void ExpectGradientsOfInputShapes(OperationCase test)
    {
        var variables = test.Variables();
        var y = test.Operation.Apply(variables);
        if (y.Node is null) return;
        var gradients = Gradient.OfOrNull(y, variables, y.NewFull(y.Shape, 1));
        for (var i = 0; i < variables.Length; i++)
        {
            Assert.True(gradients[i] is null || gradients[i]!.Type == variables[i].Type, $"{test}: gradient {i} is {gradients[i]?.Type}");
        }
    }
}
