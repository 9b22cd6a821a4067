namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <summary>Elements of a parameter that are updated at a time where all parameters are in the caches: enough blocks for all cores.</summary>
    private const int ShortUpdate = 8 * 1024;

    /// <summary>The same for parameters that stream from memory: the processor fetches ahead within a block, and begins anew with each.</summary>
    private const int LongUpdate = 128 * 1024;

    /// <summary>Elements of all parameters from which on they stream.</summary>
    private const int LeastStreamed = 2 * 1024 * 1024;

    internal override void Update(ReadOnlySpan<UpdateTarget> targets)
    {
        long elements = 0;
        foreach (ref readonly var target in targets) elements += target.Parameter.ElementCount;
        var length = elements < LeastStreamed ? ShortUpdate : LongUpdate;
        var blocks = 0;
        foreach (ref readonly var target in targets) blocks += UpdateBlocks(target, length);
        if (blocks <= targets.Length + 1)
        {
            foreach (ref readonly var target in targets)
            {
                for (var block = 0; block < UpdateBlocks(target, length); block++) UpdateBlock(target, block, length);
            }
            return;
        }
        // One parallel region for all parameters: a model has many small ones.
        var list = targets.ToArray();
        var ends = new int[list.Length];
        for (int i = 0, end = 0; i < list.Length; i++) ends[i] = end += UpdateBlocks(list[i], length);
        WorkerPool.For(blocks, new UpdateBody(list, ends, length));
    }

    private static int UpdateBlocks(in UpdateTarget target, int length) =>
        (int)(((long)target.Parameter.ElementCount + length - 1) / length);

    private static void UpdateBlock(in UpdateTarget target, int block, int length)
    {
        var start = block * length;
        target.Kernel.Update(target, start, Math.Min(length, target.Parameter.ElementCount - start));
    }

    private readonly struct UpdateBody(UpdateTarget[] targets, int[] ends, int length) : IBlockBody
    {
        public void Run(int block)
        {
            var target = Array.BinarySearch(ends, block);
            // Block ends[i] is the first of the next parameter that has any; found or not, the first end beyond the block is wanted.
            target = target < 0 ? ~target : target + 1;
            while (ends[target] <= block) target++;
            UpdateBlock(targets[target], block - (target == 0 ? 0 : ends[target - 1]), length);
        }
    }
}
