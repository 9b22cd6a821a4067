using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Models;

public sealed class AutoencoderTests
{
    [Fact]
    public void The_decoder_mirrors_the_encoder_and_the_output_has_the_shape_of_the_input()
    {
        var network = new Autoencoder([12, 6, 2], activation: () => new Tanh());
        Assert.Equal([3, 2], network.Encoder.Forward(Tensor.Ones([3, 4, 3])).Shape);
        Assert.Equal([3, 4, 3], network.Forward(Tensor.Ones([3, 4, 3])).Shape);
        Assert.Equal(2, network.CodeLength);
        Assert.IsType<Linear>(network.Decoder[^1]);
    }

    [Fact]
    public void Pretraining_lowers_the_error_of_a_deep_autoencoder_before_any_fine_tuning()
    {
        var generator = new Generator(1);
        var inputs = Patterns(generator);
        var network = new Autoencoder([16, 12, 8, 4], generator);
        var before = Error(network, inputs);
        var errors = LayerwisePretraining.Run(network, inputs, new() { Epochs = 60, BatchSize = 20, LearningRate = 0.01 }, generator);
        Assert.Equal(3, errors.Count);
        var after = Error(network, inputs);
        Assert.True(after < 0.5 * before, FormattableString.Invariant($"{before:0.000} -> {after:0.000}"));
    }

    [Fact]
    public void Noise_is_only_on_what_the_encoder_sees()
    {
        // With all inputs zeroed the encoder learns nothing: what is left is to tell the mean, whose error is the variance.
        var generator = new Generator(1);
        var inputs = Patterns(generator);
        var blind = LayerwisePretraining.Run(new Autoencoder([16, 8], generator), inputs,
            new() { Epochs = 100, BatchSize = 20, LearningRate = 0.01, Noise = 1 }, generator)[0];
        var variance = (inputs - inputs.Mean(0)).Square().Mean().Item();
        Assert.Equal(variance, blind, 0.1 * variance);
    }

    [Fact]
    public void The_same_seed_pretrains_to_the_same_bits()
    {
        float[] Run()
        {
            var generator = new Generator(7);
            var network = new Autoencoder([16, 8, 4], generator);
            LayerwisePretraining.Run(network, Patterns(generator), new() { Epochs = 1, Noise = 0.2 }, generator);
            return network.Parameters()[0].Value.ToArray<float>();
        }
        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Frozen_features_stay_as_they_are_and_others_learn()
    {
        var network = new Autoencoder([6, 4], new Generator(1));
        var frozen = new FeatureClassifier(network.Encoder, 4, 3, frozen: true);
        frozen.Forward(Tensor.Ones([2, 6])).Sum().Backward();
        Assert.Equal(["scores.weight", "scores.bias"], frozen.NamedParameters().Where(entry => entry.Parameter.Grad is not null)
            .Select(entry => entry.Path));
        var tuned = new FeatureClassifier(new Autoencoder([6, 4], new Generator(2)).Encoder, 4, 3);
        tuned.Forward(Tensor.Ones([2, 6])).Sum().Backward();
        Assert.All(tuned.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }

    [Fact]
    public void Features_that_are_not_frozen_as_a_whole_keep_the_parameters_that_were_frozen_before()
    {
        var features = new Sequential(new Linear(6, 5), new Linear(5, 4));
        features.Parameters()[0].RequiresGrad = false;
        _ = new FeatureClassifier(features, 4, 3);
        Assert.Equal([false, true, true, true], features.Parameters().Select(parameter => parameter.RequiresGrad));
    }

    [Fact]
    public void Frozen_features_keep_their_running_statistics_in_train_mode()
    {
        var features = new Sequential(new BatchNorm1d(4));
        var network = new FeatureClassifier(features, 4, 3, frozen: true);
        network.Train();
        network.Forward(Tensor.Full([2, 4], 7));
        Assert.All(features.State().ToDictionary()["0.running_mean"].ToArray<float>(), mean => Assert.Equal(0, mean));
    }

    [Fact]
    public void Inputs_that_are_none_are_an_error()
    {
        var error = Assert.Throws<ShapeException>(
            () => LayerwisePretraining.Run(new Autoencoder([6, 4]), Tensor.Zeros([0, 6]), new(), new Generator(1)));
        Assert.Contains("[0, 6]", error.Message, StringComparison.Ordinal);
    }

    private static double Error(Autoencoder network, Tensor inputs)
    {
        using var noGrad = NoGrad.Begin();
        return (network.Forward(inputs) - inputs).Square().Mean().Item();
    }

    // Sums of three patterns of sixteen numbers: three numbers tell each of them.
    private static Tensor Patterns(Generator generator)
    {
        var patterns = Tensor.Rand([3, 16], generator);
        return Tensor.Rand([200, 3], generator).Matmul(patterns);
    }
}
