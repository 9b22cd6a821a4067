using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Adjoint.Backends.Cpu;

/// <summary>Work that is cut into numbered blocks. A struct, so that its captured pointers cost no allocation.</summary>
internal interface IBlockBody
{
    void Run(int block);
}

/// <summary>
/// Runs the blocks of one kernel on all cores. Blocks are fixed by the caller from the size of the work alone, never from the number of
/// threads, so results are the same bits at any number of threads. One kernel runs in parallel at a time; a second one that comes
/// meanwhile (another thread of a server, or a kernel inside a kernel) runs its blocks on its own thread.
/// </summary>
internal static class WorkerPool
{
    // Long enough to bridge the gap between two kernels of one training step, short enough not to burn a core that others need.
    private const double SpinSeconds = 60e-6;

    private static readonly Lock s_starting = new();
    private static int s_threads = Environment.ProcessorCount;
    private static int s_started;
    private static int s_busy;
    private static int s_parked;
    private static int s_generation;
    private static Job? s_job;
    private static readonly SemaphoreSlim s_wake = new(0);

    /// <summary>The number of threads kernels may use, the calling thread included.</summary>
    public static int Threads
    {
        get => s_threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            s_threads = value;
        }
    }

    /// <summary>The number of workers that sleep because no work came for a while.</summary>
    internal static int ParkedWorkers => Volatile.Read(ref s_parked);

    /// <summary>Runs <c>body.Run(0) ... body.Run(blocks - 1)</c>, in any order, and returns when all are done.</summary>
    public static void For<TBody>(int blocks, in TBody body) where TBody : struct, IBlockBody
    {
        if (blocks <= 1 || s_threads == 1 || Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
        {
            var local = body;
            for (var block = 0; block < blocks; block++) local.Run(block);
            return;
        }

        try
        {
            if (s_started < s_threads - 1) StartWorkers();
            var job = Job<TBody>.Cached ??= new Job<TBody>();
            job.Body = body;
            var generation = s_generation + 1;
            job.Open(generation, blocks);
            s_job = job;
            Volatile.Write(ref s_generation, generation);
            // The fence orders the new generation before the look at who sleeps; a worker orders its parking the other way round.
            Interlocked.MemoryBarrier();
            var woken = TakeParked(blocks - 1);
            if (woken > 0) s_wake.Release(woken);
            job.Work(generation);
            job.WaitUntilDone();
            job.Body = default;
        }
        finally
        {
            Volatile.Write(ref s_busy, 0);
        }
    }

    private static void StartWorkers()
    {
        lock (s_starting)
        {
            while (s_started < s_threads - 1)
            {
                var index = s_started;
                new Thread(() => WorkerLoop(index)) { IsBackground = true, Name = $"Adjoint worker {index + 1}" }.Start();
                s_started++;
            }
        }
    }

    private static void WorkerLoop(int index)
    {
        var seen = 0;
        while (true)
        {
            seen = AwaitGeneration(seen);
            // A worker above the present limit stays idle until the limit is raised again.
            if (index < s_threads - 1) s_job?.Work(seen);
        }
    }

    private static int AwaitGeneration(int seen)
    {
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            do
            {
                for (var i = 0; i < 16; i++)
                {
                    var now = Volatile.Read(ref s_generation);
                    if (now != seen) return now;
                    Thread.SpinWait(4);
                }
            }
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < SpinSeconds);

            Interlocked.Increment(ref s_parked);
            if (Volatile.Read(ref s_generation) == seen || TakeParked(1) == 0) s_wake.Wait();
        }
    }

    // Whoever takes a parked worker off the count owes it one token, so no token is left over to wake a worker for nothing, and a caller
    // pays for waking a worker once, not again while the worker is on its way.
    private static int TakeParked(int most)
    {
        while (true)
        {
            var parked = Volatile.Read(ref s_parked);
            var taken = Math.Min(parked, most);
            if (taken == 0 || Interlocked.CompareExchange(ref s_parked, parked - taken, parked) == parked) return taken;
        }
    }

    private abstract class Job
    {
        // High half: generation; low half: blocks not yet taken. One word that says all, so that a late worker can neither take a
        // block of the next job nor, while that job is being opened, one too many of the last.
        private long _ticket;
        private int _blocks;
        private int _done;
        private ExceptionDispatchInfo? _failure;

        protected abstract void Run(int block);

        public void Open(int generation, int blocks)
        {
            _blocks = blocks;
            _done = 0;
            _failure = null;
            Volatile.Write(ref _ticket, ((long)generation << 32) | (uint)blocks);
        }

        public void Work(int generation)
        {
            while (true)
            {
                var ticket = Volatile.Read(ref _ticket);
                var left = (int)(ticket & uint.MaxValue);
                if ((int)(ticket >> 32) != generation || left == 0) return;
                if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket) continue;
                try
                {
                    Run(_blocks - left);
                }
                catch (Exception e)
                {
                    _failure = ExceptionDispatchInfo.Capture(e);
                }
                Interlocked.Increment(ref _done);
            }
        }

        public void WaitUntilDone()
        {
            var wait = new SpinWait();
            while (Volatile.Read(ref _done) < _blocks) wait.SpinOnce(sleep1Threshold: -1);
            _failure?.Throw();
        }
    }

    private sealed class Job<TBody> : Job where TBody : struct, IBlockBody
    {
        // Per thread, so that a job is never opened again while another thread still reads it.
        [ThreadStatic] public static Job<TBody>? Cached;
        public TBody Body;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        protected override void Run(int block) => Body.Run(block);
    }
}
