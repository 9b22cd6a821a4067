using System.Text;

namespace Adjoint.Data.Tests;

public sealed class NamedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Iris_has_the_names_of_its_first_line()
    {
        var path = Write("iris/iris.csv",
            "4,4,setosa,versicolor,virginica\r\n5.1,3.5,1.4,0.2,0\r\n4.9,3.0,1.4,0.2,2\r\n6,3,4,1,1\r\n6,3,4,1,1\r\n");
        var table = new Iris().Read(path);
        Assert.Equal(["sepal length", "sepal width", "petal length", "petal width", "species"],
            table.Columns.Select(column => column.Name));
        Assert.Equal(["setosa", "virginica", "versicolor", "versicolor"], Enumerable.Range(0, 4).Select(table.Column("species").Text));
        Write("iris/iris.csv", "1,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,3\n");
        Assert.Contains("row 1 (line 2): the last value must be 0, 1 or 2",
            Assert.Throws<InvalidDataException>(() => new Iris().Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_are_images_of_8_by_8_in_17_greys()
    {
        var text = string.Concat(Enumerable.Range(0, 50).Select(row =>
            string.Concat(Enumerable.Range(0, 64).Select(i => $"{(i == row % 10 ? 16 : i % 3)},")) + $"{row % 10}\n"));
        Write("digits/digits.csv", text);
        var splits = new Digits().Load(DataLocation.Find(_folder.Path));
        Assert.Equal([1, 8, 8], splits.Train.InputShape);
        Assert.Equal([40, 10], new[] { splits.Train.Count, splits.Test.Count });
        var (inputs, targets) = (new float[64], new long[1]);
        splits.Test.Read([0], inputs, targets);
        Assert.Equal(1, inputs[(int)targets[0]], 6);
        Assert.Equal(1 / 16f, inputs[37], 6);
        Write("digits/digits.csv", text.Replace("16,", "17,", StringComparison.Ordinal));
        Assert.Contains("column 1: found \"17\", expected a whole number from 0 to 16",
            Assert.Throws<InvalidDataException>(() => new Digits().Load(DataLocation.Find(_folder.Path))).Message,
                StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_real_files_are_read()
    {
        var location = DataLocation.Find();
        try
        {
            location.Files("california-housing", "housing.csv");
        }
        catch (FileNotFoundException e)
        {
            Skip.If(true, e.Message);
        }
        var iris = new Iris().Load(location);
        Assert.Equal((120, 30), (iris.Train.Count, iris.Test.Count));
        var digits = new Digits().Load(location);
        Assert.Equal((1438, 359), (digits.Train.Count, digits.Test.Count));
        var housing = new CaliforniaHousing().Load(location);
        Assert.Equal((16512, 4128, 12), (housing.Train.Count, housing.Test.Count, housing.Train.InputLength));
        Assert.Equal(["median_house_value"], housing.Train.TargetNames);
    }

    private string Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));
}
