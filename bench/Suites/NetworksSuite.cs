using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>Training steps and inference of convolutional networks larger than LeNet-5; the twin with images as NCHW and as NHWC.</summary>
internal sealed class NetworksSuite : ISuite
{
    private const int Batches = 4;

    public static IEnumerable<Suite> Suites =>
        [new("networks", "training steps of ResNet-18 and AlexNet, inference of AlexNet and GoogLeNet", Run)];

    private static void Run(BenchRun run)
    {
        Time(run, "resnet18_cifar", BenchNetwork.Step, 32);
        Time(run, "alexnet", BenchNetwork.Step, 8);
        Time(run, "alexnet", BenchNetwork.Forward, 1);
        Time(run, "googlenet", BenchNetwork.Forward, 1);
        Time(run, "googlenet_batchnorm", BenchNetwork.Forward, 1);
    }

    private static void Time(BenchRun run, string network, string part, int batch)
    {
        var config = new JsonObject { ["batch"] = batch };
        if (part == BenchNetwork.Step) config["optimizer"] = "sgd";
        var work = new TimedCase($"{network}.{part}", config, () => BenchNetwork.Named(network).Work(part, batch, Batches));
        run.Time("training", work with { Unit = TimeUnit.Milliseconds, PeerForms = ["", "channels last"] });
    }
}
