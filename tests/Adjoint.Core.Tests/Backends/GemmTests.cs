using Adjoint.Backends.Cpu;

namespace Adjoint.Tests.Backends;

[Collection(nameof(WorkerPool))]
public sealed class GemmTests
{
    /// <summary>Lengths around one tile, one vector and nothing at all.</summary>
    private static readonly int[] s_edgeLengths = [0, 1, 2, 3, 4, 5, 7, 8, 12, 13, 16, 17, 31, 32, 33, 48, 64, 70];

    [Fact]
    public void Drawn_shapes_layouts_and_modes_agree_with_a_triple_loop()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 3000; trial++)
        {
            var sample = GemmSample.Draw(random, random.Next(71), random.Next(71), random.Next(71));
            sample.CheckSingle();
            if (trial % 3 == 0) sample.CheckDouble();
        }
    }

    [Fact]
    public void Lengths_at_the_edges_of_tiles_agree_with_a_triple_loop()
    {
        var random = new Random(2);
        foreach (var m in s_edgeLengths)
            foreach (var n in s_edgeLengths)
                foreach (var k in s_edgeLengths)
                    GemmSample.Draw(random, m, n, k).CheckSingle();
    }

    [Theory]
    [InlineData(1, 784, 128)]
    [InlineData(64, 784, 128)]
    [InlineData(1, 128, 784)]
    [InlineData(128, 1, 784)]
    [InlineData(128, 64, 784)]
    [InlineData(145, 257, 129)]
    [InlineData(300, 300, 300)]
    [InlineData(97, 513, 600)]
    [InlineData(529, 256, 33)]
    [InlineData(2, 1025, 2)]
    [InlineData(1, 3000, 1)]
    [InlineData(6, 4000, 25)]
    [InlineData(16, 16, 70000)]
    public void Products_larger_than_one_block_agree_with_a_triple_loop(int m, int k, int n)
    {
        var random = new Random(3);
        foreach (var (aTransposed, bTransposed) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var sample = GemmSample.Draw(random, m, n, k, aTransposed, bTransposed);
            sample.CheckSingle();
            sample.CheckDouble();
        }
    }

    [Theory]
    [InlineData(150, 530, 780)]
    [InlineData(590, 530, 40)]
    [InlineData(1100, 9, 1100)]
    public void Products_worth_packing_agree_with_a_triple_loop(int m, int k, int n)
    {
        var before = WorkerPool.Threads;
        try
        {
            // On one thread the rectangles are as large as they get.
            WorkerPool.Threads = 1;
            var random = new Random(7);
            GemmSample.Draw(random, m, n, k, false, false).CheckSingle();
            GemmSample.Draw(random, m, n, k, true, true).CheckSingle();
            GemmSample.Draw(random, m, n, k, false, true).CheckDouble();
        }
        finally
        {
            WorkerPool.Threads = before;
        }
    }

    [Theory]
    [InlineData(2100, 8, 2048)]
    [InlineData(2103, 3, 2000)]
    [InlineData(2049, 16, 2051)]
    public void Large_products_over_a_short_inner_dimension_agree_with_a_triple_loop(int m, int k, int n)
    {
        var random = new Random(8);
        GemmSample.DrawPlain(random, m, n, k, true).CheckSingle();
        GemmSample.DrawPlain(random, m, n, k, false).CheckSingle();
        GemmSample.Draw(random, m, n, k, true, false).CheckSingle();
    }

    [Theory]
    [InlineData(2, 1025, 1024)]
    [InlineData(8, 1027, 1056)]
    [InlineData(13, 1030, 1051)]
    public void A_few_rows_by_a_large_matrix_agree_with_a_triple_loop(int m, int k, int n)
    {
        var random = new Random(9);
        foreach (var aTransposed in new[] { false, true })
        {
            GemmSample.Draw(random, m, n, k, aTransposed, false).CheckSingle();
            GemmSample.Draw(random, m, n, k, aTransposed, false).CheckDouble();
        }
    }

    [Fact]
    public void Every_product_of_a_batch_agrees_with_a_triple_loop()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 100; trial++)
            GemmSample.Draw(random, random.Next(40), random.Next(40), random.Next(40)).CheckBatch(random.Next(9));
    }

    [Fact]
    public void A_matrix_shared_by_the_whole_batch_has_distance_zero()
    {
        var random = new Random(5);
        GemmSample.Draw(random, 9, 20, 30).CheckBatch(5, sharedB: true);
    }

    [Theory]
    [InlineData(64, 64, 64)]
    [InlineData(1, 500, 900)]
    [InlineData(130, 70, 700)]
    [InlineData(400, 300, 270)]
    [InlineData(7, 1051, 1030)]
    [InlineData(2049, 2051, 9)]
    public void Any_number_of_threads_gives_the_same_bits(int m, int n, int k)
    {
        var before = WorkerPool.Threads;
        try
        {
            foreach (var transposed in new[] { false, true })
            {
                var results = new List<float[]>();
                foreach (var threads in new[] { 1, 2, 3 })
                {
                    WorkerPool.Threads = threads;
                    results.Add(GemmSample.Draw(new Random(6), m, n, k, transposed, transposed).ProductSingle());
                }

                Assert.Equal(results[0], results[1]);
                Assert.Equal(results[0], results[2]);
            }
        }
        finally
        {
            WorkerPool.Threads = before;
        }
    }

    [Theory]
    [InlineData(1, 40, 40)]
    [InlineData(40, 1, 40)]
    [InlineData(1, 1, 40)]
    [InlineData(5, 40, 33)]
    [InlineData(40, 40, 1)]
    [InlineData(40, 70, 300)]
    public unsafe void A_zero_times_NaN_or_infinity_is_NaN_in_its_row_or_column_only(int m, int n, int k)
    {
        foreach (var bTransposed in new[] { false, true })
        {
            var a = new float[m * k];
            var b = new float[k * n];
            var c = new float[m * n];
            var (badRow, badColumn, p) = (m / 2, n / 2, k - 1);
            a[badRow * k + p] = float.NaN;
            b[bTransposed ? badColumn * k + p : p * n + badColumn] = float.PositiveInfinity;
            fixed (float* pa = a, pb = b, pc = c)
                Gemm.Multiply(m, n, k, pa, k, 1, pb, bTransposed ? 1 : n, bTransposed ? k : 1, pc, n, false, null);
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++)
                    Assert.Equal(i == badRow || j == badColumn, float.IsNaN(c[i * n + j]));
        }
    }

    [Theory]
    [InlineData(false, false, 0f)]
    [InlineData(false, true, 7f)]
    [InlineData(true, false, 5f)]
    [InlineData(true, true, 12f)]
    public unsafe void An_empty_sum_leaves_only_what_stood_there_and_the_bias(bool accumulate, bool withBias, float expected)
    {
        foreach (var m in new[] { 1, 3 })
        {
            var c = new float[m * 2];
            Array.Fill(c, 5f);
            var bias = new[] { 7f, 7f };
            fixed (float* pc = c, pb = bias)
                Gemm.Multiply(m, 2, 0, null, 0, 1, null, 2, 1, pc, 2, accumulate, withBias ? pb : null);
            Assert.All(c, value => Assert.Equal(expected, value));
        }
    }
}
