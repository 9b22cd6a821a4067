using System.Globalization;

namespace Adjoint.Cli.Tests;

/// <summary>Small tables with something to learn.</summary>
internal static class TableFiles
{
    /// <summary>Prices that are 3 * size + 10 * (place is "sea") and a little more, an age with gaps, an identifier and a constant
    /// column.</summary>
    public static string Houses(int rows)
    {
        var random = new Random(1);
        return "id,size,age,place,country,price\n" + string.Concat(Enumerable.Range(0, rows).Select(row =>
        {
            var (size, place) = (random.Next(20, 200), row % 3 == 0 ? "sea" : "land");
            var price = 3 * size + (place == "sea" ? 10 : 0) + random.NextDouble();
            return string.Create(CultureInfo.InvariantCulture, $"h{row},{size},{(row % 20 == 7 ? "" : row % 50)},{place},X,{price:0.00}\n");
        }));
    }

    /// <summary>Flowers of two colours that their height tells apart.</summary>
    public static string Flowers(int rows)
    {
        var random = new Random(2);
        return "height,leaves,colour\n" + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(CultureInfo.InvariantCulture,
            $"{(row % 2 == 0 ? 10 : 20) + random.Next(0, 8)},{random.Next(3, 9)},{(row % 2 == 0 ? "red" : "blue")}\n")));
    }
}
