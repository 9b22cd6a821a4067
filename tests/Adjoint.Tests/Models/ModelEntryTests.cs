using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Models;

public sealed class ModelEntryTests
{
    public static TheoryData<string> Names => [.. ModelCatalogue.Entries.Select(entry => entry.Name)];

    // Networks for photographs are large, and have tests of their own.
    public static TheoryData<string> SmallNames =>
        [.. ModelCatalogue.Entries.Where(entry => entry.InputShape is not [_, 224, 224]).Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(SmallNames))]
    public void A_named_network_turns_its_input_into_scores_and_all_its_parameters_learn(string name)
    {
        var entry = ModelEntry.Find(name);
        var network = entry.CreateUsual(7, new Generator(1));
        var scores = network.Forward(Tensor.Rand(Shape.Create([2, .. entry.InputShape]), new Generator(2)));
        Assert.Equal(entry.Tasks is ["reconstruction"] ? Shape.Create([2, .. entry.InputShape]) : [2, 7], scores.Shape);
        scores.Square().Sum().Backward();
        Assert.All(network.NamedParameters(), parameter => Assert.NotNull(parameter.Parameter.Grad));
    }

    [Theory]
    [MemberData(nameof(SmallNames))]
    public void First_values_depend_on_the_seed_alone(string name)
    {
        float[] Values(ulong seed) => ModelEntry.Find(name).CreateUsual(10, new Generator(seed)).Parameters()[0].Value.ToArray<float>();
        Assert.Equal(Values(3), Values(3));
        Assert.NotEqual(Values(3), Values(4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_optimizer_and_schedule_it_is_usually_trained_with_exist(string name)
    {
        OptimizerEntry.Find(ModelEntry.Find(name).Defaults.Optimizer);
        ScheduleEntry.Find(ModelEntry.Find(name).Defaults.Schedule);
    }

    [Theory]
    [InlineData("lenet5", 61_706)]
    [InlineData("lenet5-1998", 60_000)]
    [InlineData("resnet20", 269_722)]
    [InlineData("mlp", 784 * 128 + 128 + 128 * 10 + 10)]
    [InlineData("softmax", 784 * 10 + 10)]
    [InlineData("linear", 8 * 10 + 10)]
    [InlineData("logistic", 8 * 10 + 10)]
    [InlineData("maxout", 784 * 128 + 128 + 64 * 10 + 10)]
    [InlineData("resnet-s", 784 * 64 + 64 + 3 * 2 * (64 * 64 + 64) + 64 * 10 + 10)]
    [InlineData("autoencoder", 784 * 128 + 128 + 128 * 32 + 32 + 32 * 128 + 128 + 128 * 784 + 784)]
    public void Parameters_are_counted(string name, long count) =>
        Assert.Equal(count, ModelEntry.Find(name).CreateUsual(10, new Generator(1)).ParameterCount);

    [Fact]
    public void Case_does_not_count_and_an_unknown_name_gets_a_suggestion()
    {
        Assert.Equal("lenet5", ModelEntry.Find("LeNet5").Name);
        Assert.Equal("mlp", Assert.Throws<UnknownNameException>(() => ModelEntry.Find("mpl")).Suggestion);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_looks_at_the_settings_that_it_says_it_understands_and_at_no_other(string name)
    {
        using var meta = MetaTensors.Begin();
        var entry = ModelEntry.Find(name);
        var usual = new ModelSettings(entry.InputShape, 3);
        string Tree(ModelSettings settings) => entry.Create(settings, new Generator(1)).ToString();
        void Check(ModelSetting setting, ModelSettings settings)
        {
            Assert.Equal(setting, settings.Given);
            Assert.Equal(entry.Understands.HasFlag(setting), Tree(usual) != Tree(settings));
        }
        Check(ModelSetting.Hidden, usual with { Hidden = [5, 4] });
        Check(ModelSetting.Activation, usual with { Activation = "mish" });
        Check(ModelSetting.Dropout, usual with { Dropout = 0.25 });
        Check(ModelSetting.Normalization, usual with { Normalization = "layer" });
    }

    [Fact]
    public void Every_activation_and_normalisation_by_name_makes_a_network_that_learns()
    {
        string?[] normalizations = [null, .. ModelSettings.Normalizations];
        foreach (var (activation, i) in ActivationCatalogue.Activations.Select((entry, i) => (entry, i)))
        {
            var settings = new ModelSettings([3], 2)
            {
                Hidden = [4],
                Activation = activation.Name.ToUpperInvariant(),
                Normalization = normalizations[i % normalizations.Length],
            };
            var network = ModelEntry.Find("mlp").Create(settings, new Generator(1));
            network.Forward(Tensor.RandN([5, 3], new Generator(2))).Square().Sum().Backward();
            Assert.All(network.NamedParameters(), parameter => Assert.NotNull(parameter.Parameter.Grad));
        }
        var wrong = new ModelSettings([3], 2) { Activation = "rleu" };
        Assert.Equal("relu", Assert.Throws<UnknownNameException>(() => ModelEntry.Find("mlp").Create(wrong, new Generator(1))).Suggestion);
    }

    [Fact]
    public void A_perceptron_needs_two_widths() => Assert.Throws<ArgumentException>(() => new MultilayerPerceptron([784]));

    [Fact]
    public void A_network_that_takes_any_input_is_made_for_that_of_the_settings()
    {
        var entry = ModelEntry.Find("mlp");
        Assert.True(entry.Takes([3, 2]));
        var network = entry.Create(new ModelSettings([3, 2], 4), new Generator(1));
        Assert.Equal([5, 4], network.Forward(Tensor.Zeros([5, 3, 2])).Shape);
        Assert.False(ModelEntry.Find("lenet5").Takes([3, 2]));
    }
}
