namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <summary>Elements of a parameter that are updated at a time: with gradient and state they stay in a core's cache.</summary>
    private const int UpdateLength = 8 * 1024;

    internal override void Update(ReadOnlySpan<UpdateTarget> targets)
    {
        var blocks = 0;
        foreach (ref readonly var target in targets) blocks += UpdateBlocks(target);
        if (blocks <= targets.Length + 1)
        {
            foreach (ref readonly var target in targets)
            {
                for (var block = 0; block < UpdateBlocks(target); block++) UpdateBlock(target, block);
            }
            return;
        }
        // One parallel region for all parameters: a model has many small ones.
        var list = targets.ToArray();
        var ends = new int[list.Length];
        for (int i = 0, end = 0; i < list.Length; i++) ends[i] = end += UpdateBlocks(list[i]);
        WorkerPool.For(blocks, new UpdateBody(list, ends));
    }

    private static int UpdateBlocks(in UpdateTarget target) => (target.Parameter.ElementCount + UpdateLength - 1) / UpdateLength;

    private static void UpdateBlock(in UpdateTarget target, int block)
    {
        var start = block * UpdateLength;
        var count = Math.Min(UpdateLength, target.Parameter.ElementCount - start);
        target.Kernel.Update(target, start, count);
    }

    private readonly struct UpdateBody(UpdateTarget[] targets, int[] ends) : IBlockBody
    {
        public void Run(int block)
        {
            var target = Array.BinarySearch(ends, block);
            // Block ends[i] is the first of the next parameter that has any; found or not, the first end beyond the block is wanted.
            target = target < 0 ? ~target : target + 1;
            while (ends[target] <= block) target++;
            UpdateBlock(targets[target], block - (target == 0 ? 0 : ends[target - 1]));
        }
    }
}
