namespace Adjoint.Backends.Cpu;

/// <summary>Positions that are neighbours in the source, in the panel (from column Column on) and in the result.</summary>
internal readonly record struct PositionRun(nint Source, nint Target, int Column, int Length);

/// <summary>
/// The positions of some images in order (image, row, column), and where they lie in the source and in the result.
/// </summary>
internal readonly record struct PositionSpace(
    int Images, int Rows, int Columns, nint SourceImage, nint SourceRow, nint TargetImage, nint TargetRow, int TargetStep)
{
    public int Count => Images * Rows * Columns;

    /// <summary>
    /// Cuts positions first to first + count into runs, none of which crosses a panel's border; returns how many runs there are.
    /// </summary>
    public unsafe int Cut(int first, int count, int panel, PositionRun* runs)
    {
        var (line, column) = Math.DivRem(first, Columns);
        var (image, row) = Math.DivRem(line, Rows);
        var number = 0;
        for (var at = 0; at < count;)
        {
            var length = Math.Min(Math.Min(Columns - column, count - at), panel - at % panel);
            var source = image * SourceImage + row * SourceRow + column;
            var target = image * TargetImage + row * TargetRow + (nint)column * TargetStep;
            if (number > 0 && at % panel > 0 && Continues(runs[number - 1], source, target))
                runs[number - 1] = runs[number - 1] with { Length = runs[number - 1].Length + length };
            else
                runs[number++] = new PositionRun(source, target, at, length);
            at += length;
            column += length;
            if (column < Columns) continue;
            column = 0;
            if (++row < Rows) continue;
            row = 0;
            image++;
        }

        return number;
    }

    private bool Continues(in PositionRun run, nint source, nint target) =>
        run.Source + run.Length == source && run.Target + (nint)run.Length * TargetStep == target;
}
