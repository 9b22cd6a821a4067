using System.Diagnostics;
using Adjoint.Data;
using Adjoint.Inspect;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Training;

/// <summary>
/// Trains a network for a task by minibatch gradient descent (Algorithm 1 of CMU lecture 13): for each epoch, for each batch, forward, loss,
/// backward, update; after each epoch, loss and metrics of the task on training and validation examples. With a run folder it saves as it
/// goes, and a resumed run ends with the same bits as one that was never interrupted.
/// </summary>
public sealed class Trainer
{
    private readonly Learner _learner;
    private readonly TrainerOptions _options;
    private readonly RunFolder? _folder;
    private readonly Checkpoint? _checkpoint;
    private readonly EpochJudge _judge;
    private readonly BestWeights _best;
    private readonly List<ITrainingObserver> _observers = [];
    private TrainingState _state;
    private bool _isResumed;
    private bool _isGraphChecked;

    /// <summary>Prepares training.</summary>
    /// <param name="model">Turns inputs [batch, ...] into what the task takes.</param>
    /// <param name="task">What is to be learned.</param>
    /// <param name="optimizer">Changes the model's parameters.</param>
    /// <param name="generator">The randomness that the model draws on while training; its position is saved.</param>
    /// <param name="options">How long and how to train.</param>
    /// <param name="folder">Where to save, or null to save nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Trainer(Module<Tensor, Tensor> model, LearningTask task, Optimizer optimizer, Generator generator,
        TrainerOptions? options = null, RunFolder? folder = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(generator);
        (_options, _folder) = (options ?? new TrainerOptions(), folder);
        _options.Require();
        _learner = new Learner(model, task, optimizer, generator, _options);
        if (folder is not null) _checkpoint = new Checkpoint(folder, _learner);
        _judge = new EpochJudge(task, _options.EarlyStopping);
        _best = new BestWeights(model, folder, _options.EarlyStopping is { RestoresBest: true });
        _state = new TrainingState(task) { Plan = new DataPlan(0, _options.BatchSize, _options.Seed) };
    }

    /// <summary>The epoch that did best on the validation examples (without any, on the training examples), counted from 1; 0 before the
    /// first is over.</summary>
    public int BestEpoch => _state.BestEpoch;

    /// <summary>Epochs that are over.</summary>
    public int EpochsDone => _state.EpochsDone;

    /// <summary>Seconds of training, those before a resume included.</summary>
    public double Seconds => _state.Seconds;

    /// <summary>Examples learned from over all epochs, those before a resume included.</summary>
    public long Samples => (long)_state.EpochsDone * _state.Plan.Samples + _state.Running.Count;

    private double LearningRate => _learner.Optimizer.LearningRate;

    /// <summary>Whether training ended because it no longer improved.</summary>
    public bool IsStoppedEarly => _judge.IsOver(_state);

    /// <summary>Adds someone to be told what happens.</summary>
    public void Observe(ITrainingObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observers.Add(observer);
    }

    /// <summary>
    /// Goes back to the state that the run folder holds; without one, training starts from the beginning. What the metrics file holds
    /// beyond that state is cut off, to be written again.
    /// </summary>
    /// <returns>True if there was a state.</returns>
    /// <exception cref="InvalidDataException">The state or the metrics file is corrupt or belongs to another run; nothing was
    /// changed.</exception>
    public bool Resume()
    {
        if (_checkpoint is null) throw new InvalidOperationException("Trainer: there is no run folder to resume from.");
        if (_checkpoint.Load(_options.BatchSize, _options.Seed) is not { } state) return false;
        (_state, _isResumed) = (state, true);
        return true;
    }

    /// <summary>Trains until all epochs are over, there is no more improvement to wait for, or a stop is asked for.</summary>
    /// <param name="train">The examples to learn from.</param>
    /// <param name="validation">The examples to measure on after each epoch; if there are none, the training score chooses the best
    /// epoch.</param>
    /// <param name="stop">Asks to finish the batch, save and return.</param>
    /// <returns>True if training is over, false if it was asked to stop before.</returns>
    /// <exception cref="DivergedException">Loss or weights are no longer finite. What was saved before is untouched.</exception>
    /// <exception cref="InvalidDataException">The task cannot be learned from these targets, images are to be changed and there are none, or
    /// training was resumed with other examples than it was begun with.</exception>
    /// <exception cref="IOException">Saving failed; the older files are untouched.</exception>
    public bool Run(DataSet train, DataSet validation, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        _learner.Task.Require(train);
        if (train.Count == 0) throw new ArgumentException($"Trainer: '{train.Name}' has no examples to learn from.", nameof(train));
        RequireSameData(train);
        _learner.Model.Train();
        var loader = new DataLoader(train, _options.BatchSize, shuffle: true, dropLast: LeavesOutLast(train), seed: _options.Seed,
            augmentations: _options.Augmentations);
        var start = new TrainingStart(_options.Epochs, loader.BatchCount, train.Count, _state.EpochsDone + 1, _state.BatchesDone,
            _isResumed);
        Tell(observer => observer.OnStart(start));
        if (_options.Epochs == 0) Save();
        try
        {
            return RunEpochs(loader, validation, stop);
        }
        finally
        {
            _learner.Optimizer.LearningRateFactor = 1;
        }
    }

    // A single example has no variance to be normalised by; another one is left out each epoch.
    private bool LeavesOutLast(DataSet train) => train.Count > _options.BatchSize && train.Count % _options.BatchSize == 1
        && _options.BatchSize > 1 && _learner.Model.NamedModules().Any(entry => entry.Module is BatchNorm);

    private bool RunEpochs(DataLoader loader, DataSet validation, CancellationToken stop)
    {
        while (_state.EpochsDone < _options.Epochs && !IsStoppedEarly)
        {
            if (RunEpoch(loader, stop) && FinishEpoch(validation, stop)) continue;
            Save();
            return false;
        }
        _best.Restore();
        return true;
    }

    private void RequireSameData(DataSet train)
    {
        if (_isResumed && _state.Plan.Samples != train.Count)
        {
            throw new InvalidDataException($"{_folder?.StateFile}: the run was begun with {_state.Plan.Samples} examples to learn from, "
                + $"and now there are {train.Count}. "
                + "Hint: resume it with the data it had.");
        }
        _state.Plan = _state.Plan with { Samples = train.Count };
    }

    // False if it was stopped before the end.
    private bool RunEpoch(DataLoader loader, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return false;
        var clock = Stopwatch.StartNew();
        var (secondsBefore, epochSecondsBefore, saved) = (_state.Seconds, _state.EpochSeconds, 0.0);
        foreach (var batch in loader.Epoch(_state.EpochsDone, _state.BatchesDone))
        {
            Learn(batch, new TrainingPosition(_state.Steps, (long)loader.BatchCount * _options.Epochs, loader.BatchCount));
            var elapsed = clock.Elapsed.TotalSeconds;
            _state.EpochSeconds = epochSecondsBefore + elapsed;
            _state.Seconds = secondsBefore + elapsed;
            if (stop.IsCancellationRequested) return false;
            if (elapsed - saved < _options.SaveSeconds) continue;
            Save();
            saved = elapsed;
        }
        return true;
    }

    private void Learn(Batch batch, TrainingPosition position)
    {
        var (output, loss, objective) = _learner.Forward(batch);
        var value = loss.Item();
        if (!double.IsFinite(value)) throw DivergedException.OfLoss(_state.EpochsDone + 1, _state.BatchesDone + 1, value, LearningRate);
        if (_observers.Count > 0 && !_isGraphChecked) WarnOfUnconnected(objective);
        if (!_learner.TryUpdate(objective, position, out var norm))
            throw DivergedException.OfGradients(_state.EpochsDone + 1, _state.BatchesDone + 1, norm, LearningRate);
        _state.Running.Add(value, output, batch);
        _state.BatchesDone++;
        _state.Steps++;
        if (_observers.Count == 0) return;
        var step = new TrainingStep(_state.EpochsDone + 1, _state.BatchesDone, _state.Steps, _state.Running.Count, value,
            _state.Running.Score);
        foreach (var observer in _observers) observer.OnStep(step);
    }

    // Once: the graphs of all batches are alike in what they connect.
    private void WarnOfUnconnected(Tensor loss)
    {
        _isGraphChecked = true;
        if (GradientReport.Of(_learner.Model, loss).Warning is { } warning) Tell(observer => observer.OnWarning(warning));
    }

    // False if it was stopped before the end; the epoch then is as if its last batch had just been learned from.
    private bool FinishEpoch(DataSet validation, CancellationToken stop)
    {
        RequireFiniteWeights();
        var epoch = _state.EpochsDone + 1;
        Score? validated;
        bool isBest;
        using (_learner.Averaged())
        {
            if (!TryValidate(validation, stop, out validated)) return false;
            isBest = _judge.IsBest(_state, epoch, validated ?? _state.Running.Score);
            if (isBest) _best.Keep();
        }
        _learner.Schedule.Observe((validated ?? _state.Running.Score).Loss);
        var rate = _state.Running.Count / Math.Max(_state.EpochSeconds, 1e-9);
        var metrics = new EpochMetrics(epoch, _state.Running.Score, validated, _state.EpochSeconds, rate);
        _state.EpochsDone++;
        (_state.BatchesDone, _state.EpochSeconds, _state.Running) = (0, 0, new ScoreSum(_learner.Task));
        Tell(observer => observer.OnEpoch(metrics, isBest));
        Save();
        return true;
    }

    // False if it was stopped; without examples there is no score.
    private bool TryValidate(DataSet validation, CancellationToken stop, out Score? score)
    {
        score = null;
        if (validation.Count == 0) return true;
        try
        {
            score = Evaluator.Measure(_learner.Model, _learner.Task, validation, stop: stop,
                progress: done => Tell(observer => observer.OnValidation(done, validation.Count)));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Save()
    {
        if (_checkpoint is null) return;
        RequireFiniteWeights();
        _checkpoint.Save(_state);
    }

    // A loss tells of the weights before its step; what the step itself did is seen here, before anything is overwritten.
    private void RequireFiniteWeights()
    {
        if (_learner.FirstNonfinite() is { } parameter)
            throw DivergedException.OfWeights(_state.EpochsDone + 1, _state.BatchesDone, parameter, LearningRate);
    }

    private void Tell(Action<ITrainingObserver> what)
    {
        foreach (var observer in _observers) what(observer);
    }
}
