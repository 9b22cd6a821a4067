using Adjoint;
using Adjoint.Data;
using Adjoint.Models;
using Adjoint.Training;

/// <summary>Whether features learned on one data set help on another with few labels: frozen, fine-tuned, or from scratch.</summary>
internal static class Transfer
{
    private static readonly int[] s_widths = [784, 128, 64, 10];
    private static readonly ulong[] s_seeds = [1, 2, 3];

    public static void Run()
    {
        var drawn = Images.Drawn();
        Compare("drawn digits 0 to 4", Images.OfClasses(drawn.Train, 0, 5), "drawn digits 5 to 9",
            new(Images.OfClasses(drawn.Train, 5, 10), Images.OfClasses(drawn.Test, 5, 10)));
        if (Images.Real(new Mnist()) is not { } mnist) return;
        Compare("drawn digits", drawn.Train, "MNIST", mnist);
        if (Images.Real(new FashionMnist()) is not { } fashion) return;
        Compare("MNIST", Images.First(mnist.Train, 10_000), "Fashion-MNIST", fashion);
    }

    private static void Compare(string sourceName, DataSet source, string targetName, DataSplits target)
    {
        var trained = new MultilayerPerceptron(s_widths, new Generator(0));
        Learning.Train(trained, new Classification(), source, 8, seed: 0);
        var test = Images.First(target.Test, 1000);
        Console.WriteLine($"from {sourceName} ({source.Count} examples) to {targetName}; "
            + $"accuracy on {test.Count} test images, {s_seeds.Length} seeds");
        foreach (var each in (int[])[5, 50])
        {
            var labelled = Images.OfEachClass(target.Train, each, skip: 0);
            var methods = new (string Name, Func<ulong, MultilayerPerceptron> Begin, bool Frozen)[]
            {
                ("from scratch", Fresh, false),
                ("random features, frozen", Fresh, true),
                ("transferred, frozen", _ => Copy(trained), true),
                ("transferred, fine-tuned", _ => Copy(trained), false),
            };
            foreach (var (name, begin, frozen) in methods)
            {
                var accuracies = s_seeds.Select(seed =>
                {
                    var network = new FeatureClassifier(begin(seed).Features, s_widths[^2], 10, frozen, new Generator(seed + 100));
                    // A layer alone takes larger steps.
                    var learningRate = frozen ? 0.02 : 0.001;
                    Learning.Train(network, new Classification(), labelled, 1500 / each, seed, learningRate, batchSize: 32);
                    return Learning.Accuracy(network, test);
                }).ToArray();
                Console.WriteLine($"  {labelled.Count,3} labels  {name,-23} {Learning.Spread(accuracies, "0.000")}");
            }
        }
    }

    private static MultilayerPerceptron Fresh(ulong seed) => new(s_widths, new Generator(seed));

    // Fine-tuning changes the layers in place, so that each run needs its own.
    private static MultilayerPerceptron Copy(MultilayerPerceptron trained)
    {
        var copy = new MultilayerPerceptron(s_widths);
        copy.LoadState(trained.State());
        return copy;
    }
}
