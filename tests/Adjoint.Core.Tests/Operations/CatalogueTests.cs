namespace Adjoint.Core.Tests.Operations;

public sealed class CatalogueTests
{
    public static TheoryData<string> OperationNames => [.. OperationCatalogue.Operations.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(OperationNames))]
    public void Every_operation_brings_samples(string operation)
    {
        var type = OperationCatalogue.Operations.Single(type => type.FullName == operation);
        Assert.True(OperationCatalogue.HasSamples(type), $"{operation} does not implement {nameof(IOperationSamples)}");
        var samples = OperationCatalogue.SamplesOf(type);
        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.IsType(type, sample.Operation));
    }

    [Fact]
    public void No_two_operations_have_one_name()
    {
        var names = OperationCatalogue.Operations.Where(OperationCatalogue.HasSamples)
            .Select(type => OperationCatalogue.SamplesOf(type)[0].Operation.Name);
        Assert.Empty(names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Every_sample_fits_its_operation(string sample)
    {
        Assert.True(OperationCatalogue.Case(sample).IsAccepted);
    }
}
