using Adjoint.Backends;

namespace Adjoint.Tests.Backends;

public class CpuBackendReduceTests
{
    [Fact]
    public void Reduce_gives_what_the_reference_gives_on_every_layout()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var draw = new TwinTensors(seed);
            var dtype = (DType)draw.Next(3);
            var reduction = (Reduction)draw.Next(4);
            var x = draw.Draw(draw.DrawShape(4, seed % 20 == 0 ? 60 : 9), dtype, reduction == Reduction.Product ? NearOne(draw) : null);
            CheckReduce(draw, reduction, x, DrawMarks(draw, x.Shape));
        }
    }

    [Theory]
    [InlineData(1, 300_000)]
    [InlineData(300_000, 1)]
    [InlineData(3, 100_003)]
    [InlineData(100_003, 3)]
    [InlineData(70, 5000)]
    [InlineData(5000, 70)]
    public void Reduce_of_much_gives_what_the_reference_gives(int rows, int columns)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var draw = new TwinTensors(seed);
            foreach (var reduction in new[] { Reduction.Sum, Reduction.Maximum, Reduction.Minimum })
            {
                var x = draw.DrawDense([rows, columns], (DType)draw.Next(3));
                CheckReduce(draw, reduction, x, [(seed & 1) == 0, (seed & 2) == 0]);
            }
        }
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_NaN_anywhere_makes_the_result_NaN(bool first, bool second)
    {
        var x = new TwinTensors(1).DrawDense([37, 41], DType.Float32);
        x.Fast.Values<float>()[800] = x.Slow.Values<float>()[800] = float.NaN;
        foreach (var reduction in Enum.GetValues<Reduction>())
        {
            var result = TwinTensors.Result([first ? 41 : 37], DType.Float32);
            result.Run((backend, side) => backend.Reduce(reduction, side(x), [first, second], side(result))).AssertEqual(1e-5);
        }
    }

    [Fact]
    public void The_sum_of_nothing_is_0_and_the_product_1()
    {
        var x = TwinTensors.Result([3, 0], DType.Float32);
        foreach (var reduction in new[] { Reduction.Sum, Reduction.Product })
        {
            var result = TwinTensors.Result([3], DType.Float32);
            result.Run((backend, side) => backend.Reduce(reduction, side(x), [false, true], side(result))).AssertEqual();
        }
    }

    [Fact]
    public void A_sum_of_many_equal_numbers_is_right_to_single_precision()
    {
        var x = Tensor.Full([3_000_000], 0.1);
        // One running sum would be off by thousands. Vectors of 128 bits make chains four times as long as those of 512.
        var bound = System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 5e-7 : 1e-6;
        Assert.Equal(3_000_000 * (double)0.1f, x.Sum().Item(), 300_000 * bound);
    }

    private static void CheckReduce(TwinTensors draw, Reduction reduction, Twins x, bool[] marks)
    {
        var result = TwinTensors.Result(ReduceOperation.Fold(x.Shape, marks, keepDim: draw.Next(2) == 0), x.Fast.DType);
        result.Run((backend, side) => backend.Reduce(reduction, side(x), marks, side(result)));
        result.AssertEqual(x.Fast.DType == DType.Float32 ? 3e-5 : 1e-11);
    }

    private static bool[] DrawMarks(TwinTensors draw, Shape shape)
    {
        var marks = new bool[shape.Rank];
        for (var dim = 0; dim < marks.Length; dim++) marks[dim] = draw.Next(2) == 0;
        return marks;
    }

    private static Func<int, double> NearOne(TwinTensors draw) => _ => draw.Next(2) == 0 ? 1 : draw.Next(20) == 0 ? 2 : -1;
}
