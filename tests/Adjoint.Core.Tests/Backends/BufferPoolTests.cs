using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adjoint.Backends;
using Adjoint.Backends.Cpu;

namespace Adjoint.Tests.Backends;

public unsafe class BufferPoolTests
{
    private const int Length = 5000;

    [Theory]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(2560)]
    [InlineData(2561)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    [InlineData(3_000_000_000)]
    public void A_size_class_holds_what_is_asked_for_and_at_most_a_quarter_more(long bytes)
    {
        var held = BufferSize.BytesOf(BufferSize.ClassOf(bytes));
        Assert.InRange(held, bytes, bytes + bytes / 4);
    }

    [Fact]
    public void Size_classes_grow_one_by_one()
    {
        for (var size = 0; size < BufferSize.ClassCount; size++) Assert.Equal(size, BufferSize.ClassOf(BufferSize.BytesOf(size)));
    }

    [Fact]
    public void Buffers_begin_at_a_multiple_of_64_bytes()
    {
        var pool = new BufferPool();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(0u, Address(pool.Rent<float>(Backend.Cpu, 1000 + i)) % 64);
            Assert.Equal(0u, Address(pool.Rent<double>(Backend.Cpu, 1000 + i)) % 64);
            Assert.Equal(0u, Address(pool.Rent<byte>(Backend.Cpu, 3000 + i)) % 64);
        }
    }

    [Fact]
    public void A_released_buffer_is_lent_again()
    {
        var pool = new BufferPool();
        var first = pool.Rent<float>(Backend.Cpu, Length);
        var address = Address(first);
        first.Release();
        Assert.Equal(0, pool.LentBytes);
        Assert.Equal(address, Address(pool.Rent<float>(Backend.Cpu, Length - 1)));
    }

    [Fact]
    public void A_released_storage_refuses_access()
    {
        var storage = new BufferPool().Rent<float>(Backend.Cpu, Length);
        storage.Release();
        Assert.Throws<InvalidOperationException>(() => storage.Span[0]);
    }

    [Fact]
    public void A_second_release_does_nothing()
    {
        var pool = new BufferPool();
        var first = pool.Rent<float>(Backend.Cpu, Length);
        first.Release();
        var second = pool.Rent<float>(Backend.Cpu, Length);
        first.Release();
        Assert.NotEqual(Address(second), Address(pool.Rent<float>(Backend.Cpu, Length)));
        GC.KeepAlive(second);
    }

    [Fact]
    public void A_dropped_buffer_is_lent_again()
    {
        var pool = new BufferPool();
        var address = RentAndDrop(pool);
        Collect();
        pool.Sweep();
        Assert.Equal(0, pool.LentBytes);
        Assert.Equal(address, Address(pool.Rent<float>(Backend.Cpu, Length)));
    }

    [Fact]
    public void A_held_buffer_is_never_lent_again()
    {
        var pool = new BufferPool();
        var held = pool.Rent<float>(Backend.Cpu, Length);
        Collect();
        pool.Sweep();
        Assert.NotEqual(Address(held), Address(pool.Rent<float>(Backend.Cpu, Length)));
        GC.KeepAlive(held);
    }

    [Fact]
    public void A_view_keeps_the_buffer_of_a_dropped_tensor()
    {
        var view = ViewOfDropped();
        Collect();
        BufferPool.Shared.Sweep();
        for (var i = 0; i < 20; i++) Tensor.Full([Length], i);
        Assert.All(view.ToArray<float>(), value => Assert.Equal(77, value));
    }

    [Fact]
    public void A_buffer_that_a_finalizer_can_still_reach_is_not_lent_again()
    {
        var pool = new BufferPool();
        RentForFinalizer(pool);
        // The first collection finds the finalizable object and keeps it for its finalizer.
        GC.Collect();
        pool.Sweep();
        GC.WaitForPendingFinalizers();
        Assert.NotNull(Finalizable.Rescued);
        Assert.NotEqual(Address(Finalizable.Rescued), Address(pool.Rent<float>(Backend.Cpu, Length)));
        Finalizable.Rescued = null;
    }

    [Fact]
    public void An_exposed_span_is_never_lent_again()
    {
        var pool = new BufferPool();
        var span = RentAndExpose(pool);
        Assert.Equal(0, pool.LentBytes);
        Collect();
        pool.Sweep();
        for (var i = 0; i < 20; i++) pool.Rent<float>(Backend.Cpu, Length).Span.Fill(i);
        Assert.Equal(-1, span.IndexOfAnyExcept(55f));
    }

    [Fact]
    public void A_loop_that_forgets_its_tensors_uses_few_buffers()
    {
        var pool = new BufferPool(leastGrowth: 1 << 20);
        for (var i = 0; i < 20_000; i++) pool.Rent<float>(Backend.Cpu, Length);
        // 400 MB went through buffers of 20 kB each.
        Assert.InRange(pool.LentBytes + pool.FreeBytes, 1, 4 << 20);
    }

    [Fact]
    public void A_loop_whose_tensors_outlive_collections_uses_few_buffers()
    {
        var pool = new BufferPool(leastGrowth: 1 << 20);
        var window = new Queue<Storage>();
        for (var i = 0; i < 50_000; i++)
        {
            window.Enqueue(pool.Rent<float>(Backend.Cpu, Length));
            if (window.Count > 50) window.Dequeue();
        }
        // The window holds 1 MB.
        Assert.InRange(pool.LentBytes + pool.FreeBytes, 1, 12 << 20);
    }

    [Fact]
    public void Buffers_that_nobody_needs_any_more_are_dropped()
    {
        var pool = new BufferPool(leastGrowth: 1 << 20);
        for (var i = 0; i < 50; i++) pool.Rent<double>(Backend.Cpu, 100_000 + i * 30_000);
        for (var i = 0; i < 20_000; i++) pool.Rent<float>(Backend.Cpu, Length);
        Assert.InRange(pool.LentBytes + pool.FreeBytes, 1, 6 << 20);
    }

    [Fact]
    public void What_is_needed_now_and_then_is_not_made_anew()
    {
        var pool = new BufferPool(leastGrowth: 1 << 20);
        for (var i = 0; i < 3000; i++) RentManySizes(pool, i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 3000; i++) RentManySizes(pool, i);
        // Two kilobytes a pass for the objects that hold its buffers of 200 kB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 3000 * 2048);
    }

    [Fact]
    public void Threads_that_share_the_pool_never_see_each_others_numbers()
    {
        var pool = new BufferPool(leastGrowth: 1 << 20);
        var wrong = 0;
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            var held = new Queue<(Storage<long> Storage, long Value)>();
            for (var i = 0; i < 3000; i++)
            {
                var storage = pool.Rent<long>(Backend.Cpu, random.Next(300, 4000));
                var value = worker * 1_000_000L + i;
                storage.Span.Fill(value);
                held.Enqueue((storage, value));
                if (held.Count < 20) continue;
                var (oldest, expected) = held.Dequeue();
                if (oldest.Span.IndexOfAnyExcept(expected) >= 0) Interlocked.Increment(ref wrong);
                if (random.Next(2) == 0) oldest.Release();
                GC.KeepAlive(oldest);
            }
        });
        Assert.Equal(0, wrong);
    }

    // As layer after layer of a network does, and every 50th time as an evaluation with a batch of its own size does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RentManySizes(BufferPool pool, int pass)
    {
        var storages = new Storage[10];
        var length = pass % 50 == 0 ? 5000 : 1000;
        for (var i = 0; i < storages.Length; i++) storages[i] = pool.Rent<float>(Backend.Cpu, length << (i % 5));
        GC.KeepAlive(storages);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint RentAndDrop(BufferPool pool) => Address(pool.Rent<float>(Backend.Cpu, Length));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor ViewOfDropped() => Tensor.Full([Length], 77).View([3, 5], [5, 1], 1000);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RentForFinalizer(BufferPool pool) => new Finalizable().Storage = pool.Rent<float>(Backend.Cpu, Length);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<float> RentAndExpose(BufferPool pool)
    {
        var storage = pool.Rent<float>(Backend.Cpu, Length);
        storage.Expose();
        storage.Span.Fill(55);
        return storage.Span;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Address<T>(Storage<T> storage) where T : unmanaged =>
        (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(storage.Span));

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private sealed class Finalizable
    {
        public static Storage<float>? Rescued;
        public Storage<float>? Storage;

        ~Finalizable() => Rescued = Storage;
    }
}
