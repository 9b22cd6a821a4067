namespace Adjoint.Data;

/// <summary>The data sets that have names.</summary>
public static class DataCatalogue
{
    /// <summary>All of them; the first is the default, which needs no files.</summary>
    public static IReadOnlyList<IDataSource> All { get; } =
        [new PenDigits(), new Mnist(), new FashionMnist(), new Cifar10(), new Digits(), new Iris(), new CaliforniaHousing()];

    /// <summary>The data set to take where none is named: one that the program makes by itself.</summary>
    public static IDataSource Default => All[0];

    /// <summary>The data set of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static IDataSource Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(source => source.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UnknownNameException("data set", name, All.Select(source => source.Name));
    }
}
