using Adjoint.Backends;

namespace Adjoint.Tests.Backends;

public class CpuBackendKernelTests
{
    private static readonly DType[] s_types = [DType.Float32, DType.Float64, DType.Int64, DType.UInt8, DType.Bool];

    [Fact]
    public void Compare_gives_what_the_reference_gives_on_every_layout()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = s_types[draw.Next(s_types.Length)];
            var comparison = (Comparison)draw.Next(6);
            var shape = draw.DrawShape(4, seed % 20 == 0 ? 40 : 9);
            var x = draw.Draw(draw.DrawStretchable(shape), dtype, Few(draw));
            var y = draw.Draw(draw.DrawStretchable(shape), dtype, Few(draw));
            var result = TwinTensors.Result(Shape.Broadcast(x.Shape, y.Shape, "test"), DType.Bool);
            result.Run((backend, side) => backend.Compare(comparison, side(x), side(y), side(result))).AssertEqual();
        }
    }

    [Fact]
    public void Where_gives_what_the_reference_gives_on_every_layout()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = s_types[draw.Next(s_types.Length)];
            var shape = draw.DrawShape(4, seed % 20 == 0 ? 40 : 9);
            var condition = draw.Draw(draw.DrawStretchable(shape), DType.Bool);
            var (x, y) = (draw.Draw(draw.DrawStretchable(shape), dtype), draw.Draw(draw.DrawStretchable(shape), dtype));
            var common = Shape.Broadcast(condition.Shape, Shape.Broadcast(x.Shape, y.Shape, "test"), "test");
            var result = TwinTensors.Result(common, dtype);
            result.Run((backend, side) => backend.Where(side(condition), side(x), side(y), side(result))).AssertEqual();
        }
    }

    [Fact]
    public void The_first_extreme_element_is_found_along_every_dimension()
    {
        ForLines((draw, x, dim) =>
        {
            var reduction = draw.Next(2) == 0 ? Reduction.Maximum : Reduction.Minimum;
            var marks = new bool[x.Shape.Rank];
            marks[dim] = true;
            var result = TwinTensors.Result(ReduceOperation.Fold(x.Shape, marks, keepDim: false), DType.Int64);
            result.Run((backend, side) => backend.ArgReduce(reduction, side(x), dim, side(result))).AssertEqual();
        });
    }

    [Fact]
    public void Sorting_is_stable_along_every_dimension()
    {
        ForLines((draw, x, dim) =>
        {
            var descending = draw.Next(2) == 0;
            var result = TwinTensors.Result(x.Shape, DType.Int64);
            result.Run((backend, side) => backend.ArgSort(side(x), dim, descending, side(result))).AssertEqual();
        });
    }

    [Fact]
    public void Running_sums_go_along_every_dimension()
    {
        ForLines((_, x, dim) =>
        {
            var result = TwinTensors.Result(x.Shape, x.Fast.DType);
            result.Run((backend, side) => backend.CumulativeSum(side(x), dim, side(result))).AssertEqual();
        });
    }

    [Fact]
    public void Gather_gives_what_the_reference_gives_on_every_layout()
    {
        ForIndexed((draw, shape, dim, index) =>
        {
            var x = draw.Draw(shape, s_types[draw.Next(s_types.Length)]);
            var result = TwinTensors.Result(index.Shape, x.Fast.DType);
            result.Run((backend, side) => backend.Gather(side(x), dim, side(index), side(result))).AssertEqual();
        });
    }

    [Fact]
    public void ScatterAdd_gives_what_the_reference_gives_on_every_layout()
    {
        ForIndexed((draw, shape, dim, index) =>
        {
            var target = draw.DrawDense(shape, s_types[draw.Next(3)]);
            var source = draw.Draw(index.Shape, target.Fast.DType);
            target.Run((backend, side) => backend.ScatterAdd(side(target), dim, side(index), side(source))).AssertEqual(1e-5);
        });
    }

    [Fact]
    public void Matmul_gives_what_the_reference_gives_on_every_layout()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = (DType)draw.Next(2);
            var (batch, m, k, n) = (draw.Next(1, 4), draw.Next(1, 20), draw.Next(0, 20), draw.Next(1, 20));
            var (x, y) = (draw.Draw([batch, m, k], dtype), draw.Draw([batch, k, n], dtype));
            var bias = draw.Next(2) == 0 ? draw.Draw([n], dtype) : null;
            var result = TwinTensors.Result([batch, m, n], dtype);
            result.Run((backend, side) => backend.Matmul(side(x), side(y), bias is null ? null : side(bias), side(result)));
            result.AssertEqual(1e-5);
        }
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(64, 10)]
    [InlineData(3, 5000)]
    [InlineData(300, 1000)]
    public void Softmax_gives_what_the_reference_gives(int rows, int columns)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var draw = new TwinTensors(rows);
            var x = draw.DrawDense([rows, columns], dtype, _ => draw.Next(-1000, 1000) / 20.0);
            var tolerance = dtype == DType.Float32 ? 2e-6 : 1e-13;
            var result = TwinTensors.Result(x.Shape, dtype);
            result.Run((backend, side) => backend.Softmax(side(x), side(result))).AssertEqual(tolerance);
            result.Run((backend, side) => backend.LogSoftmax(side(x), side(result))).AssertEqual(tolerance);
        }
    }

    [Fact]
    public void Random_numbers_are_the_references_bits_from_any_position()
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            foreach (var counter in new ulong[] { 0, 1, 2, 3, 5, ulong.MaxValue - 2, 1UL << 34 })
            {
                foreach (var length in new[] { 0, 1, 3, 6, 200, 40_001 })
                {
                    var result = TwinTensors.Result([length], dtype);
                    result.Run((backend, side) => backend.Uniform(7, counter, side(result))).AssertEqual();
                    result.Run((backend, side) => backend.Normal(7, counter, side(result))).AssertEqual();
                }
            }
        }
    }

    [Fact]
    public void Dropout_drops_what_the_reference_drops_from_any_position_on()
    {
        var draw = new TwinTensors(2);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            foreach (var counter in new[] { 0UL, 3UL, 1UL << 40, ulong.MaxValue - 100 })
            {
                foreach (var length in new[] { 0, 1, 37, 200, 40_001 })
                {
                    var x = draw.DrawDense([length], dtype);
                    var result = TwinTensors.Result([length], dtype);
                    result.Run((backend, side) => backend.Dropout(7, counter, 0.3f, 2, side(x), side(result))).AssertEqual();
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 10, 0, 8192, 8193, 50_000, 0, 3, 20_000)]
    [InlineData(3, 0, 131_072, 2_000_003)]
    public void An_update_reaches_every_element_of_every_parameter_once(params int[] lengths)
    {
        var draw = new TwinTensors(1);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            Twins Draw(int length) => draw.DrawDense([length], dtype);
            var twins = lengths.Select(length => (Value: Draw(length), Gradient: Draw(length), State: Draw(length))).ToArray();
            var kernel = UpdateKernel.Of(new Momentum());
            UpdateTarget[] fast = [.. twins.Select(t => new UpdateTarget(kernel, t.Value.Fast, t.Gradient.Fast, [t.State.Fast]))];
            UpdateTarget[] slow = [.. twins.Select(t => new UpdateTarget(kernel, t.Value.Slow, t.Gradient.Slow, [t.State.Slow]))];
            Backend.Cpu.Update(fast);
            Backend.Reference.Update(slow);
            foreach (var (value, _, state) in twins)
            {
                value.AssertEqual();
                state.AssertEqual();
            }
        }
    }

    // Few values, so that many are equal; now and then a NaN.
    private static Func<int, double> Few(TwinTensors draw) => _ => draw.Next(50) == 0 ? double.NaN : draw.Next(0, 5);

    private static void ForLines(Action<TwinTensors, Twins, int> check)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var draw = new TwinTensors(seed);
            var shape = draw.DrawShape(4, seed % 20 == 0 ? 40 : 9);
            if (shape.Rank > 0) check(draw, draw.Draw(shape, s_types[draw.Next(3)], Few(draw)), draw.Next(shape.Rank));
        }
    }

    private static void ForIndexed(Action<TwinTensors, Shape, int, Twins> check)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var draw = new TwinTensors(seed);
            var shape = draw.DrawShape(4, seed % 20 == 0 ? 40 : 9);
            if (shape.Rank == 0) continue;
            var dim = draw.Next(shape.Rank);
            var sizes = shape.Sizes.ToArray();
            sizes[dim] = draw.Next(1, 12);
            var wanted = Shape.Create(sizes);
            if (draw.Next(2) == 0)
            {
                // One index for a whole row, as when rows are looked up.
                for (var d = dim + 1; d < sizes.Length; d++) sizes[d] = 1;
            }
            var index = draw.Draw(Shape.Create(sizes), DType.Int64, _ => draw.Next(shape[dim]));
            check(draw, shape, dim, new Twins(index.Fast.Expand(wanted), index.Slow.Expand(wanted)));
        }
    }

    private readonly struct Momentum : IUpdateFormula
    {
        public void Update<TLanes>(ref TLanes parameter, TLanes gradient, ref TLanes first, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            first = TLanes.Broadcast(0.5) * first + gradient;
            parameter -= first;
        }
    }
}
