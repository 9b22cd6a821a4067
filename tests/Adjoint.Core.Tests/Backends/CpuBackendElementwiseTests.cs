namespace Adjoint.Tests.Backends;

public class CpuBackendElementwiseTests
{
    private static readonly DType[] s_types = [DType.Float32, DType.Float64, DType.Int64, DType.UInt8, DType.Bool];

    [Fact]
    public void Fill_sets_exactly_the_elements_of_a_view()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = s_types[draw.Next(s_types.Length)];
            var whole = draw.DrawDense([400], dtype);
            var view = new Twins(whole.Fast.View([5, 3, 4], [60, 16, -4], 40), whole.Slow.View([5, 3, 4], [60, 16, -4], 40));
            view.Run((backend, side) => backend.Fill(side(view), 3.9));
            whole.AssertEqual();
        }
    }

    [Fact]
    public void Copy_converts_between_all_types_and_layouts()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var draw = new TwinTensors(seed);
            var (from, to) = (s_types[draw.Next(s_types.Length)], s_types[draw.Next(s_types.Length)]);
            var shape = draw.DrawShape(4, seed % 10 == 0 ? 40 : 9);
            var source = draw.Draw(draw.DrawStretchable(shape), from, from.IsFloat ? _ => draw.Next(-3000, 3000) / 7.0 : null);
            var expanded = new Twins(source.Fast.Expand(shape), source.Slow.Expand(shape));
            var target = draw.Draw(shape, to, mayRepeat: false);
            target.Run((backend, side) => backend.Copy(side(expanded), side(target))).AssertEqual();
        }
    }

    [Theory]
    [InlineData(33, 70)]
    [InlineData(300, 200)]
    [InlineData(5, 1000)]
    public void A_transposed_copy_holds_the_same_elements(int rows, int columns)
    {
        foreach (var dtype in s_types)
        {
            var source = new TwinTensors(1).DrawDense([3, rows, columns], dtype);
            var (shape, strides) = (Shape.Create([3, columns, rows]), new[] { rows * columns, 1, columns });
            var transposed = new Twins(source.Fast.View(shape, strides, 0), source.Slow.View(shape, strides, 0));
            var target = TwinTensors.Result(transposed.Shape, dtype);
            target.Run((backend, side) => backend.Copy(side(transposed), side(target))).AssertEqual();
        }
    }

    [Fact]
    public void Map_gives_what_the_reference_gives_on_every_layout()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = draw.Next(2) == 0 ? DType.Float32 : DType.Float64;
            var x = draw.Draw(draw.DrawShape(4, seed % 20 == 0 ? 40 : 9), dtype);
            var result = TwinTensors.Result(x.Shape, dtype);
            result.Run((backend, side) => backend.Map(NegOperation.Instance, side(x), side(result))).AssertEqual();
        }
    }

    [Fact]
    public void Zip_gives_what_the_reference_gives_on_every_layout()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = s_types[draw.Next(3)];
            var shape = draw.DrawShape(4, seed % 20 == 0 ? 40 : 9);
            var (x, y) = (draw.Draw(draw.DrawStretchable(shape), dtype), draw.Draw(draw.DrawStretchable(shape), dtype));
            var result = TwinTensors.Result(Shape.Broadcast(x.Shape, y.Shape, "test"), dtype);
            result.Run((backend, side) => backend.Zip(AddOperation.FusedKernel, side(x), side(y), side(result))).AssertEqual(1e-6);
        }
    }

    [Fact]
    public void Zip_may_write_into_its_own_first_input()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = s_types[draw.Next(3)];
            var x = draw.Draw(draw.DrawShape(4, seed % 20 == 0 ? 40 : 9), dtype, mayRepeat: false);
            var y = draw.Draw(draw.DrawStretchable(x.Shape), dtype);
            x.Run((backend, side) => backend.Zip(AddOperation.FusedKernel, side(x), side(y), side(x))).AssertEqual(1e-6);
        }
    }
}
