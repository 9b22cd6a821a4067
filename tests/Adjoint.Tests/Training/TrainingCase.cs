using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

/// <summary>A small network with dropout on <see cref="Blobs"/>, made anew for each run as a program would.</summary>
internal sealed class TrainingCase
{
    public const int Examples = 70;
    public const int BatchSize = 16;
    public const int BatchesPerEpoch = 5;

    public TrainingCase(RunFolder? folder, int epochs = 3, double learningRate = 0.01, double saveSeconds = 1000, TextWriter? lines = null,
        Schedule? schedule = null, TrainerOptions? recipe = null)
    {
        var generator = new Generator(7);
        Model = new Sequential(new Linear(4, 8, generator: generator), new ReLU(), new Dropout(0.3, generator),
            new Linear(8, 3, generator: generator));
        Optimizer = new Adam(Model.Parameters(), learningRate);
        Trainer = new Trainer(Model, Task, Optimizer, generator,
            (recipe ?? new TrainerOptions()) with
            {
                Epochs = epochs,
                BatchSize = BatchSize,
                Seed = 3,
                SaveSeconds = saveSeconds,
                Schedule = schedule ?? new ConstantSchedule(),
            },
            folder);
        if (folder is null) return;
        Log = new RunLog(folder, Config(epochs), Task, Model.ParameterCount, threads: 1, lines);
        Trainer.Observe(Log);
    }

    public static LearningTask Task { get; } = new Classification();

    public Sequential Model { get; }

    public Optimizer Optimizer { get; }

    public Trainer Trainer { get; }

    public RunLog? Log { get; }

    public static Blobs Train { get; } = new(Examples);

    public static Blobs Validation { get; } = new(30, seed: 2);

    public bool Run(CancellationToken stop = default)
    {
        using (Log) return Trainer.Run(Train, Validation, stop);
    }

    public static RunConfig Config(int epochs) => new()
    {
        Model = "net",
        Data = "blobs",
        Classes = Train.Classes,
        Epochs = epochs,
        BatchSize = BatchSize,
        Optimizer = "adam",
        LearningRate = 0.01,
        Schedule = "constant",
        Momentum = 0,
        WeightDecay = 0,
        Seed = 3,
        Validation = 0.1,
    };
}

/// <summary>Does something after a step.</summary>
internal sealed class AfterStep(long step, Action what) : ITrainingObserver
{
    public void OnStep(TrainingStep done)
    {
        if (done.Step == step) what();
    }
}
