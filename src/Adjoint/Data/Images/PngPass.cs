namespace Adjoint.Data.Images;

/// <summary>Some pixels of a picture that are stored together: every so many rows and columns, from a first one on.</summary>
internal readonly record struct PngPass(int Top, int Left, int RowStep, int ColumnStep, int Height, int Width)
{
    // Adam M. Costello's order: each pass doubles the columns or the rows that are there.
    private static readonly (int Top, int Left, int RowStep, int ColumnStep)[] s_adam7 =
        [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)];

    /// <summary>The passes of a picture in their order; those without pixels are left out.</summary>
    public static IEnumerable<PngPass> All(PngHeader header) => header.IsInterlaced
        ? s_adam7.Select(pass => new PngPass(pass.Top, pass.Left, pass.RowStep, pass.ColumnStep,
            Steps(header.Height, pass.Top, pass.RowStep), Steps(header.Width, pass.Left, pass.ColumnStep)))
            .Where(pass => pass.Height > 0 && pass.Width > 0)
        : [new PngPass(0, 0, 1, 1, header.Height, header.Width)];

    private static int Steps(int size, int first, int step) => size <= first ? 0 : (size - first - 1) / step + 1;
}
