using Adjoint;
using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Training;

/// <summary>Whether greedy layer-wise pretraining of a deep autoencoder helps: to tell images again, and to classify with few
/// labels.</summary>
internal static class Pretraining
{
    private const int Unlabelled = 3000;
    private const int EpochsALayer = 3;
    private const int FineTuningEpochs = 6;
    private static readonly int[] s_widths = [784, 128, 64, 32];
    private static readonly ulong[] s_seeds = [1, 2, 3];

    public static void Run()
    {
        var (name, data) = Images.Real(new Mnist()) is { } real ? ("MNIST", real) : ("drawn digits", Images.Drawn());
        var (unlabelled, test) = (Images.First(data.Train, Unlabelled), Images.First(data.Test, 1000));
        Console.WriteLine(
            $"{unlabelled.Count} images of {name} without labels, {string.Join('-', s_widths)} and back, {s_seeds.Length} seeds");
        var sigmoid = new Method("sigmoid, from scratch", () => new Sigmoid(), null, IsPretrained: false);
        Method[] methods =
        [
            sigmoid,
            sigmoid with { Name = "sigmoid, pretrained", IsPretrained = true },
            new("ReLU and Kaiming, from scratch", () => new ReLU(), new KaimingNormal(), IsPretrained: false),
            new("ReLU and Kaiming, pretrained", () => new ReLU(), new KaimingNormal(), IsPretrained: true),
        ];
        Reconstruct(methods, unlabelled, test);
        Classify(methods, data.Train, unlabelled, test);
    }

    private static void Reconstruct(Method[] methods, Subset unlabelled, Subset test)
    {
        var pretraining = EpochsALayer * (s_widths.Length - 1);
        Console.WriteLine($"telling test images again, rmse, after {EpochsALayer} epochs of pretraining a layer and {FineTuningEpochs} of");
        Console.WriteLine($"fine-tuning, or after {pretraining + FineTuningEpochs} epochs of all layers together:");
        foreach (var method in methods)
        {
            var errors = s_seeds.Select(seed =>
            {
                var network = method.Begin(unlabelled, seed);
                var epochs = FineTuningEpochs + (method.IsPretrained ? 0 : pretraining);
                Learning.Train(network, new Reconstruction(), unlabelled, epochs, seed, learningRate: 0.003);
                return Learning.ReconstructionError(network, test);
            }).ToArray();
            Console.WriteLine($"  {method.Name,-31} {Learning.Spread(errors, "0.0000")}");
        }
    }

    private static void Classify(Method[] methods, DataSet train, Subset unlabelled, Subset test)
    {
        Console.WriteLine("classifying test images after fine-tuning on few labels, accuracy:");
        foreach (var each in (int[])[5, 50])
        {
            var labelled = Images.OfEachClass(train, each, Unlabelled);
            foreach (var method in methods)
            {
                var accuracies = s_seeds.Select(seed =>
                {
                    var features = method.Begin(unlabelled, seed).Encoder;
                    var network = new FeatureClassifier(features, s_widths[^1], 10, generator: new Generator(seed));
                    Learning.Train(network, new Classification(), labelled, 1500 / each, seed, batchSize: 32);
                    return Learning.Accuracy(network, test);
                }).ToArray();
                Console.WriteLine($"  {labelled.Count,3} labels  {method.Name,-31} {Learning.Spread(accuracies, "0.000")}");
            }
        }
    }

    private sealed record Method(string Name, Func<Module<Tensor, Tensor>> Activation, Initializer? Weights, bool IsPretrained)
    {
        public Autoencoder Begin(Subset unlabelled, ulong seed)
        {
            var generator = new Generator(seed);
            var network = new Autoencoder(s_widths, generator, Activation, Weights);
            if (IsPretrained)
                LayerwisePretraining.Run(network, Images.Inputs(unlabelled), new PretrainingOptions { Epochs = EpochsALayer, LearningRate = 0.005 }, generator);
            return network;
        }
    }
}
