using Adjoint.Data;

/// <summary>Sets of images, as many of them as a sample of some seconds can learn from.</summary>
internal static class Images
{
    /// <summary>Real images if they are there, else null.</summary>
    public static DataSplits? Real(IDataSource source)
    {
        try
        {
            return source.Load(DataLocation.Find());
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public static DataSplits Drawn() => new PenDigits().Load(12_000, 2_000, seed: 1);

    /// <summary>The first examples of a set.</summary>
    public static Subset First(DataSet set, int count) => new(set, Enumerable.Range(0, Math.Min(count, set.Count)));

    /// <summary>Behind a number of examples, as many of each class as are asked for.</summary>
    public static Subset OfEachClass(DataSet set, int each, int skip)
    {
        var classes = ClassesOf(set);
        var chosen = Enumerable.Range(skip, set.Count - skip).GroupBy(i => classes[i]).SelectMany(group => group.Take(each));
        return new Subset(set, chosen.Order());
    }

    /// <summary>The examples of some classes.</summary>
    public static Subset OfClasses(DataSet set, int from, int to)
    {
        var classes = ClassesOf(set);
        return new Subset(set, Enumerable.Range(0, set.Count).Where(i => classes[i] >= from && classes[i] < to));
    }

    /// <summary>The inputs without their labels, [count, values].</summary>
    public static Adjoint.Tensor Inputs(DataSet set)
    {
        var (inputs, classes) = (new float[set.Count * set.InputLength], new long[set.Count]);
        set.Read([.. Enumerable.Range(0, set.Count)], inputs, classes);
        return Adjoint.Tensor.From<float>(inputs, [set.Count, set.InputLength]);
    }

    private static long[] ClassesOf(DataSet set)
    {
        var (inputs, classes) = (new float[set.InputLength * set.Count], new long[set.Count]);
        set.Read([.. Enumerable.Range(0, set.Count)], inputs, classes);
        return classes;
    }
}
