using Adjoint.Backends.Cpu;

namespace Adjoint.Tests.Backends;

[Collection(nameof(WorkerPool))]
public sealed class WorkerPoolTests : IDisposable
{
    private readonly int _threadsBefore = WorkerPool.Threads;

    public void Dispose() => WorkerPool.Threads = _threadsBefore;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_block_runs_exactly_once(int threads)
    {
        WorkerPool.Threads = threads;
        // Many short jobs of changing length, so that workers that come late for one job meet the opening of the next.
        for (var job = 0; job < 20_000; job++)
        {
            var counts = new int[job % 23];
            WorkerPool.For(counts.Length, new Counting(counts));
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void A_job_that_finds_workers_asleep_wakes_them_once_and_finishes()
    {
        WorkerPool.Threads = 3;
        for (var job = 0; job < 50; job++)
        {
            var counts = new int[7];
            WorkerPool.For(counts.Length, new Counting(counts));
            SpinWait.SpinUntil(() => WorkerPool.ParkedWorkers >= 2);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Jobs_of_several_threads_at_once_all_finish()
    {
        WorkerPool.Threads = 2;
        Parallel.For(0, 8, _ =>
        {
            for (var job = 0; job < 500; job++)
            {
                var counts = new int[9];
                WorkerPool.For(counts.Length, new Counting(counts));
                Assert.All(counts, count => Assert.Equal(1, count));
            }
        });
    }

    [Fact]
    public void A_job_inside_a_job_runs_on_the_thread_of_its_block()
    {
        WorkerPool.Threads = 2;
        var counts = new int[6 * 5];
        WorkerPool.For(6, new Nested(counts));
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void An_exception_in_a_block_reaches_the_caller_and_the_pool_goes_on()
    {
        WorkerPool.Threads = 2;
        var counts = new int[8];
        Assert.Throws<InvalidOperationException>(() => WorkerPool.For(8, new Failing(counts)));
        WorkerPool.For(8, new Counting(counts));
        Assert.Equal([2, 2, 2, 1, 2, 2, 2, 2], counts);
    }

    [Fact]
    public void Fewer_than_one_thread_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => WorkerPool.Threads = 0);

    private readonly struct Counting(int[] counts) : IBlockBody
    {
        public void Run(int block) => Interlocked.Increment(ref counts[block]);
    }

    private readonly struct Nested(int[] counts) : IBlockBody
    {
        public void Run(int block) => WorkerPool.For(5, new Inner(counts, block * 5));
    }

    private readonly struct Inner(int[] counts, int first) : IBlockBody
    {
        public void Run(int block) => Interlocked.Increment(ref counts[first + block]);
    }

    private readonly struct Failing(int[] counts) : IBlockBody
    {
        public void Run(int block)
        {
            if (block == 3) throw new InvalidOperationException("block 3");
            Interlocked.Increment(ref counts[block]);
        }
    }
}
