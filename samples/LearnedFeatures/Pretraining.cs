using Adjoint;
using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Training;

/// <summary>Whether greedy layer-wise pretraining of a deep autoencoder helps: to tell images again, and to classify with few
/// labels.</summary>
internal static class Pretraining
{
    private const int Unlabelled = 2000;
    private const int EpochsALayer = 10;
    private const int FineTuningEpochs = 6;
    private const int BatchSize = 32;
    private const double LearningRate = 0.002;
    private static readonly int[] s_widths = [784, 128, 64, 32];
    private static readonly ulong[] s_seeds = [1, 2, 3];

    public static void Run()
    {
        var (name, data) = Images.Real(new Mnist()) is { } real ? ("MNIST", real) : ("drawn digits", Images.Drawn());
        var (unlabelled, test) = (Images.First(data.Train, Unlabelled), Images.First(data.Test, 1000));
        Console.WriteLine(
            $"{unlabelled.Count} images of {name} without labels, {string.Join('-', s_widths)} and back, {s_seeds.Length} seeds");
        Method[] methods =
        [
            new("sigmoid, from scratch", () => new Sigmoid(), null, PretrainingRate: null),
            new("sigmoid, pretrained", () => new Sigmoid(), null, PretrainingRate: 0.005),
            new("ReLU and Kaiming, from scratch", () => new ReLU(), new KaimingNormal(), PretrainingRate: null),
            // Larger steps kill its units.
            new("ReLU and Kaiming, pretrained", () => new ReLU(), new KaimingNormal(), PretrainingRate: 0.001),
        ];
        Reconstruct(methods, unlabelled, test);
        Classify(methods, data.Train, unlabelled, test);
        Console.WriteLine("What pretraining does for sigmoids, ReLU with first weights to match have from the start.");
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
                var epochs = FineTuningEpochs + (method.PretrainingRate is null ? pretraining : 0);
                Learning.Train(network, new Reconstruction(), unlabelled, epochs, seed, LearningRate, BatchSize);
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
                    Learning.Train(network, new Classification(), labelled, 3000 / each, seed, LearningRate, BatchSize);
                    return Learning.Accuracy(network, test);
                }).ToArray();
                Console.WriteLine($"  {labelled.Count,3} labels  {method.Name,-31} {Learning.Spread(accuracies, "0.000")}");
            }
        }
    }

    private sealed record Method(string Name, Func<Module<Tensor, Tensor>> Activation, Initializer? Weights, double? PretrainingRate)
    {
        // Fine-tuning changes the layers in place; the next use begins at what pretraining came to.
        private readonly Dictionary<ulong, Dictionary<string, Tensor>> _begun = [];

        public Autoencoder Begin(Subset unlabelled, ulong seed)
        {
            var generator = new Generator(seed);
            var network = new Autoencoder(s_widths, generator, Activation, Weights);
            if (PretrainingRate is not { } learningRate) return network;
            if (_begun.TryGetValue(seed, out var begun))
            {
                network.LoadState(begun);
                return network;
            }
            LayerwisePretraining.Run(network, Images.Inputs(unlabelled),
                new PretrainingOptions { Epochs = EpochsALayer, BatchSize = BatchSize, LearningRate = learningRate }, generator);
            _begun.Add(seed, network.State().ToDictionary(entry => entry.Key, entry => entry.Value.Clone()));
            return network;
        }
    }
}
