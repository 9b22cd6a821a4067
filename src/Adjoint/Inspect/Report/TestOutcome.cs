using Adjoint.Data;
using Adjoint.Metrics;
using Adjoint.Nn;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>What a network made of each test example, beside what was right: what a report of it is drawn from.</summary>
public sealed class TestOutcome
{
    private readonly PredictionLog _log;

    private TestOutcome(DataSet data, Score score, PredictionLog log, ConfusionMatrix? confusion) =>
        (Data, Score, _log, Confusion) = (data, score, log, confusion);

    /// <summary>The test examples.</summary>
    public DataSet Data { get; }

    /// <summary>Loss and metrics.</summary>
    public Score Score { get; }

    /// <summary>How often each class was taken for each; null where values are predicted.</summary>
    public ConfusionMatrix? Confusion { get; }

    /// <summary>Numbers that the network makes of one example.</summary>
    internal int Width => _log.Width;

    /// <summary>Measures a network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="task">What it learned.</param>
    /// <param name="data">The test examples.</param>
    /// <param name="stop">Asks to give up.</param>
    /// <exception cref="InvalidDataException">The targets are not what the task takes.</exception>
    /// <exception cref="ShapeException">The network does not fit the examples.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TestOutcome Measure(Module<Tensor, Tensor> model, LearningTask task, DataSet data, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(data);
        var log = new PredictionLog();
        var confusion = task.JudgesClasses ? new ConfusionMatrix(data.Classes.Count) : null;
        Metric[] also = confusion is null ? [log] : [log, confusion];
        var score = Evaluator.Measure(model, task, data, also: also, stop: stop);
        return new TestOutcome(data, score, log, confusion);
    }

    /// <summary>An output of an example, as the network made it.</summary>
    internal double Output(int example, int output = 0) => _log.Prediction(example, output);

    /// <summary>What the output should have been: a value, or the number of the class.</summary>
    internal double Target(int example, int output = 0) => _log.Target(example, output);

    /// <summary>How likely class 1 of two is, as a number that grows with it.</summary>
    internal double SecondClassScore(int example) => Width == 1 ? Output(example) : Output(example, 1) - Output(example, 0);
}
