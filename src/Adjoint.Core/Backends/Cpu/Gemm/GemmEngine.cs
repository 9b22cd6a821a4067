namespace Adjoint.Backends.Cpu;

/// <summary>The matrix product for one element type at one vector width.</summary>
internal static unsafe class GemmEngine<T, TVector, TLanes>
    where T : unmanaged
    where TVector : unmanaged
    where TLanes : struct, ILanes<T, TVector>
{
    public static void Multiply(in GemmProblem<T> problem) => MultiplyBatched(1, problem, 0, 0, 0);

    public static void MultiplyBatched(int batch, in GemmProblem<T> problem, long aBatch, long bBatch, long cBatch)
    {
        if (batch <= 0 || problem.M <= 0 || problem.N <= 0) return;
        var tileRows = GemmKernel<T, TVector, TLanes>.TileRows(GemmKernel<T, TVector, TLanes>.MostRows);
        var plan = GemmPlan.For(problem.M, problem.N, problem.K, tileRows, GemmKernel<T, TVector, TLanes>.Columns);
        WorkerPool.For(batch * plan.Blocks, new Body(problem, aBatch, bBatch, cBatch, plan));
    }

    private readonly struct Body(GemmProblem<T> problem, long aBatch, long bBatch, long cBatch, GemmPlan plan) : IBlockBody
    {
        public void Run(int block)
        {
            var (item, rectangle) = Math.DivRem(block, plan.Blocks);
            var row = rectangle / plan.ColumnBlocks * plan.BlockRows;
            var column = rectangle % plan.ColumnBlocks * plan.BlockColumns;
            var rows = Math.Min(plan.BlockRows, problem.M - row);
            var columns = Math.Min(plan.BlockColumns, problem.N - column);
            GemmBlock<T, TVector, TLanes>.Run(problem.Shifted(item * aBatch, item * bBatch, item * cBatch), row, rows, column, columns);
        }
    }
}
