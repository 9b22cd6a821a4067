namespace Adjoint.Data.Tests;

public sealed class DataCatalogueTests
{
    private static readonly string s_names = string.Join(", ", DataCatalogue.All.Select(source => source.Name));

    [Fact]
    public void Every_source_in_the_library_is_in_the_catalogue()
    {
        var sources = typeof(IDataSource).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IDataSource)));
        Assert.Equal(sources.Select(type => type.Name).Order(), DataCatalogue.All.Select(source => source.GetType().Name).Order());
    }

    [Fact]
    public void Names_are_found_in_any_case() => Assert.IsType<FashionMnist>(DataCatalogue.Find("Fashion-MNIST"));

    [Fact]
    public void The_default_needs_no_files() => Assert.Null(DataCatalogue.Default.Remote);

    [Fact]
    public void Each_source_describes_itself_on_one_line_under_a_name_of_its_own()
    {
        Assert.All(DataCatalogue.All, source => Assert.Matches("^[^\r\n]+$", source.Description));
        Assert.Equal(DataCatalogue.All.Count, DataCatalogue.All.Select(source => source.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("mnits", "mnist")]
    [InlineData("fashion_mnist", "fashion-mnist")]
    [InlineData("pendigits", "pen-digits")]
    public void An_unknown_name_gets_the_nearest_one_as_a_suggestion(string name, string suggestion)
    {
        var error = Assert.Throws<UnknownNameException>(() => DataCatalogue.Find(name));
        Assert.Equal(suggestion, error.Suggestion);
        Assert.Equal($"Unknown data set '{name}'. Did you mean '{suggestion}'? Known: {s_names}.", error.Message);
    }

    [Fact]
    public void A_name_that_is_near_nothing_gets_no_suggestion()
    {
        var error = Assert.Throws<UnknownNameException>(() => DataCatalogue.Find("imagenet"));
        Assert.Equal($"Unknown data set 'imagenet'. Known: {s_names}.", error.Message);
    }
}
