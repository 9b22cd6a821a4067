using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>The matrix product for one element type at one vector width.</summary>
internal static unsafe class GemmEngine<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    public static void MultiplyBatched(int batch, in GemmProblem<T> problem, long aBatch, long bBatch, long cBatch)
    {
        if (batch <= 0 || problem.M <= 0 || problem.N <= 0) return;
        var tileRows = GemmKernel<T, TVector>.TileRows(GemmKernel<T, TVector>.MostRows);
        var tileColumns = GemmKernel<T, TVector>.Columns;
        var plan = GemmPlan.For(batch, problem.M, problem.N, problem.K, tileRows, tileColumns);
        var work = Math.Max(1, (long)problem.M * problem.N * problem.K);
        var itemsPerBlock = plan.Blocks > 1 ? 1 : (int)Math.Clamp(GemmPlan.LeastWork / work, 1, batch);
        var body = new Body(batch, itemsPerBlock, problem, aBatch, bBatch, cBatch, plan);
        WorkerPool.For((batch + itemsPerBlock - 1) / itemsPerBlock * plan.Blocks, body);
    }

    private readonly struct Body(int batch, int itemsPerBlock, GemmProblem<T> problem, long aBatch, long bBatch, long cBatch, GemmPlan plan)
        : IBlockBody
    {
        public void Run(int block)
        {
            var (group, rectangle) = Math.DivRem(block, plan.Blocks);
            var row = rectangle / plan.ColumnBlocks * plan.BlockRows;
            var column = rectangle % plan.ColumnBlocks * plan.BlockColumns;
            var rows = Math.Min(plan.BlockRows, problem.M - row);
            var columns = Math.Min(plan.BlockColumns, problem.N - column);
            var isRow = GemmRow<T, TVector>.Suits(problem);
            var isFewRows = GemmFewRows<T, TVector>.Suits(problem);
            var isOuter = GemmOuter<T, TVector>.Suits(problem);
            var isDot = GemmDot<T, TVector>.Suits(problem);
            var end = Math.Min(batch, (group + 1) * itemsPerBlock);
            for (var item = group * itemsPerBlock; item < end; item++)
            {
                var here = problem.Shifted(item * aBatch, item * bBatch, item * cBatch);
                if (isRow) GemmRow<T, TVector>.Run(here, column, columns);
                else if (isFewRows) GemmFewRows<T, TVector>.Run(here, row, rows, column, columns);
                else if (isOuter) GemmOuter<T, TVector>.Run(here, row, rows, column, columns);
                else if (isDot) GemmDot<T, TVector>.Run(here, row, rows, column, columns);
                else GemmBlock<T, TVector>.Run(here, row, rows, column, columns);
            }
        }
    }
}
