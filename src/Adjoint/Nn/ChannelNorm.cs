namespace Adjoint.Nn;

/// <summary>
/// What batch and instance normalisation share: a weight and a bias a channel, and running statistics that training gathers and evaluation
/// uses. Names of the state as in PyTorch: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_var</c>,
/// <c>num_batches_tracked</c>.
/// </summary>
public abstract partial class ChannelNorm : Module<Tensor, Tensor>
{
    private readonly Shape _sizes;

    private protected ChannelNorm(
        int numFeatures, double epsilon, double? momentum, bool affine, bool trackRunningStatistics, DType dtype)
    {
        LayerArgument.AtLeast(1, numFeatures, TypeName);
        LayerArgument.NotNegative(epsilon, TypeName);
        if (momentum is { } share) LayerArgument.Share(share, TypeName, nameof(momentum));
        (NumFeatures, Epsilon, Momentum, _sizes) = (numFeatures, epsilon, momentum, [numFeatures]);
        if (affine)
        {
            Weight = new Parameter(Tensor.Ones(_sizes, dtype));
            Bias = new Parameter(Tensor.Zeros(_sizes, dtype));
        }
        if (!trackRunningStatistics) return;
        RunningMean = new StateTensor(Tensor.Zeros(_sizes, dtype));
        RunningVariance = new StateTensor(Tensor.Ones(_sizes, dtype));
        BatchesTracked = new StateTensor(Tensor.Scalar(0, DType.Int64));
    }

    /// <summary>The number of channels.</summary>
    public int NumFeatures { get; }

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>The share of the newest batch in the running statistics; null for the average of all batches.</summary>
    public double? Momentum { get; }

    /// <summary>w, [channels]; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>b, [channels]; null without affine.</summary>
    public Parameter? Bias { get; }

    /// <summary>The mean that evaluation uses, [channels]; null without running statistics.</summary>
    public StateTensor? RunningMean { get; }

    /// <summary>The variance (over n - 1) that evaluation uses, [channels]; null without running statistics.</summary>
    [StateName("running_var")]
    public StateTensor? RunningVariance { get; }

    /// <summary>The number of batches in the running statistics, one int64; null without running statistics.</summary>
    [StateName("num_batches_tracked")]
    public StateTensor? BatchesTracked { get; }

    /// <summary>Forgets what training gathered: mean 0, variance 1, no batches (PyTorch: <c>reset_running_stats()</c>).</summary>
    public void ResetRunningStatistics()
    {
        if (RunningMean is null) return;
        RunningMean.Value = Tensor.Zeros(_sizes, RunningMean.DType);
        RunningVariance!.Value = Tensor.Ones(_sizes, RunningVariance.DType);
        BatchesTracked!.Value = Tensor.Scalar(0, DType.Int64);
    }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        FormattableString.Invariant($"{NumFeatures}") + (Epsilon == 1e-5 ? "" : FormattableString.Invariant($", epsilon {Epsilon}"))
        + (RunningMean is null || Momentum == 0.1 ? ""
            : Momentum is { } share ? FormattableString.Invariant($", momentum {share}") : ", average of all batches")
        + (Weight is null ? ", no affine" : "") + (RunningMean is null ? ", no running statistics" : "");

    /// <summary>The dimensions that an input may have, batch and channels included.</summary>
    private protected abstract ReadOnlySpan<int> Ranks { get; }

    /// <summary>Normalises by the input's own statistics.</summary>
    private protected abstract Tensor Normalize(Tensor input);

    /// <summary>Normalises by the input's own statistics, and hands out mean and variance (over n - 1) of each channel.</summary>
    private protected abstract Tensor Normalize(Tensor input, out Tensor mean, out Tensor variance);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        RequireShape(input);
        if (RunningMean is not null && !IsTraining)
        {
            return input.BatchNormInference(RunningMean, RunningVariance!, Weight?.Value, Bias?.Value, Epsilon);
        }
        // An empty batch says nothing about the channels.
        if (RunningMean is null || input.ElementCount == 0) return Normalize(input);
        var result = Normalize(input, out var mean, out var variance);
        Track(mean, variance);
        return result;
    }

    private void Track(Tensor mean, Tensor variance)
    {
        if (!mean.HasElements) return;
        using var noGrad = NoGrad.Begin();
        BatchesTracked!.Value += 1;
        var share = Momentum ?? 1 / BatchesTracked.Value.Item();
        RunningMean!.Value = Blend(RunningMean.Value, mean, share);
        RunningVariance!.Value = Blend(RunningVariance.Value, variance, share);
    }

    private static Tensor Blend(Tensor running, Tensor newest, double share) =>
        (running.To(DType.Float64) * (1 - share) + newest * share).To(running.DType);

    private void RequireShape(Tensor input)
    {
        if (Ranks.Contains(input.Rank) && input.Shape[1] == NumFeatures) return;
        string[] further = ["", ", length", ", height, width", ", depth, height, width"];
        var expected = string.Join(" or ", Ranks.ToArray().Select(rank => $"[batch, {NumFeatures}{further[rank - 2]}]"));
        throw new ShapeException(TypeName, $"takes {expected}, and its input has shape {input.Shape}.");
    }
}
