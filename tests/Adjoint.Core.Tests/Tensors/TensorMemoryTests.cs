namespace Adjoint.Core.Tests.Tensors;

public sealed class TensorMemoryTests
{
    private static readonly Shape s_shape = [2, 3];

    private static Tensor Matrix() => Tensor.From<float>([1, 2, 3, 4, 5, 6], s_shape);

    private static Tensor TransposedView(Tensor x) => x.View([3, 2], [1, 3], 0);

    [Fact]
    public void A_span_reads_and_writes_the_elements_themselves()
    {
        var x = Matrix();
        x.AsSpan<float>()[4] = 50;
        Assert.Equal([1f, 2, 3, 4, 50, 6], x.ToArray<float>());
    }

    [Fact]
    public void A_view_with_gaps_gives_no_span_but_an_array()
    {
        var view = TransposedView(Matrix());
        Assert.Contains("Contiguous()", Assert.Throws<InvalidOperationException>(() => view.AsSpan<float>()).Message);
        Assert.Equal([1f, 4, 2, 5, 3, 6], view.ToArray<float>());
        Assert.Equal([1f, 4, 2, 5, 3, 6], view.Contiguous().AsSpan<float>().ToArray());
    }

    [Fact]
    public void The_wrong_element_type_is_named()
    {
        var error = Assert.Throws<DTypeException>(() => Matrix().AsSpan<double>());
        Assert.Contains("float32[2, 3]", error.Message);
        Assert.Contains("Float64", error.Message);
        Assert.Throws<DTypeException>(() => Matrix().ToArray<int>());
    }

    [Fact]
    public void Tensor_spans_go_in_and_out_with_their_strides()
    {
        var span = TransposedView(Matrix()).AsTensorSpan<float>();
        Assert.Equal(5, span[1, 1]);
        var copy = Tensor.From<float>(span);
        Assert.Equal(Shape.Create([3, 2]), copy.Shape);
        Assert.Equal([1f, 4, 2, 5, 3, 6], copy.ToArray<float>());
        var x = Matrix();
        x.AsTensorSpan<float>()[1, 2] = 60;
        Assert.Equal(60, x.ToArray<float>()[5]);
    }

    [Fact]
    public void A_tensor_span_cannot_run_backwards()
    {
        var backwards = Matrix().View([6], [-1], 5);
        Assert.Throws<InvalidOperationException>(() => backwards.AsTensorSpan<float>());
        Assert.Equal([6f, 5, 4, 3, 2, 1], backwards.ToArray<float>());
    }

    [Fact]
    public void Copies_in_and_out_check_their_lengths()
    {
        var x = Matrix();
        x.CopyFrom<float>([6, 5, 4, 3, 2, 1]);
        var target = new float[7];
        x.CopyTo<float>(target);
        Assert.Equal([6f, 5, 4, 3, 2, 1, 0], target);
        Assert.Contains("6 elements", Assert.Throws<ArgumentException>(() => x.CopyTo<float>(new float[5])).Message);
        Assert.Throws<ArgumentException>(() => x.CopyFrom<float>([1, 2]));
        Assert.Contains("view", Assert.Throws<ArgumentException>(() => TransposedView(x).CopyFrom<float>([1, 2, 3, 4, 5, 6])).Message);
    }

    [Fact]
    public void Item_takes_exactly_one_element()
    {
        Assert.Equal(3, Tensor.Scalar(3).Item());
        Assert.Equal(1, Tensor.Ones([1, 1], DType.Bool).Item());
        Assert.Equal(7, Tensor.Full([1], 7, DType.UInt8).Item());
        Assert.Equal(5, Matrix().View([], [], 4).Item());
        Assert.Contains("float32[2, 3]", Assert.Throws<ShapeException>(() => Matrix().Item()).Message);
    }

    [Fact]
    public void Memory_that_was_looked_into_outlives_its_tensor()
    {
        var memory = Exposed();
        for (var i = 0; i < 50; i++)
        {
            GC.Collect(0);
            _ = Tensor.Full([64, 64], 9);
        }
        Assert.All(memory.ToArray(), value => Assert.Equal(1, value));

        static Memory<float> Exposed() => Tensor.Ones([64, 64]).AsMemory<float>();
    }

    [Fact]
    public void A_view_keeps_the_memory_of_its_source()
    {
        var view = Row();
        for (var i = 0; i < 50; i++)
        {
            GC.Collect(0);
            _ = Tensor.Full([64, 64], 9);
        }
        Assert.All(view.ToArray<float>(), value => Assert.Equal(1, value));

        static Tensor Row() => Tensor.Ones([64, 64]).View([64], [1], 64);
    }

    [Fact]
    public void A_tensor_can_be_overwritten_with_a_view_of_itself()
    {
        var x = Tensor.Arange(0, 100 * 100).Reshape([100, 100]);
        var transposed = x.T.ToArray<float>();
        x.CopyFrom(x.T);
        Assert.Equal(transposed, x.ToArray<float>());
        var line = Tensor.Arange(0, 10_000);
        var reversed = line.Flip(0).ToArray<float>();
        line.CopyFrom(line.Flip(0));
        Assert.Equal(reversed, line.ToArray<float>());
    }
}
