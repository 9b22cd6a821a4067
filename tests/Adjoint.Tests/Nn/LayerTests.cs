using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class LayerTests
{
    public static TheoryData<Module<Tensor, Tensor>, int[], int[]> Shapes => new()
    {
        { new Linear(4, 3), [4], [3] },
        { new Linear(4, 3), [2, 5, 4], [2, 5, 3] },
        { new Linear(4, 3), [0, 4], [0, 3] },
        { new Conv2d(1, 6, 5, padding: 2), [2, 1, 28, 28], [2, 6, 28, 28] },
        { new Conv2d(4, 6, 3, stride: 2, dilation: 2, groups: 2), [1, 4, 9, 8], [1, 6, 3, 2] },
        { new MaxPool2d(2), [1, 3, 5, 4], [1, 3, 2, 2] },
        { new MaxPool2d(2, ceilMode: true), [1, 3, 5, 4], [1, 3, 3, 2] },
        { new AvgPool2d(3, stride: 2, padding: 1), [1, 3, 6, 6], [1, 3, 3, 3] },
        { new Flatten(), [2, 3, 4, 5], [2, 60] },
        { new Flatten(), [0, 3, 4], [0, 12] },
        { new Flatten(), [2], [2, 1] },
        { new ReLU(), [2, 3], [2, 3] },
        { new Sigmoid(), [], [] },
        { new Tanh(), [0], [0] },
        { new Softmax(), [2, 3], [2, 3] },
        { new Dropout(), [2, 3], [2, 3] },
        { new Identity(), [2, 3], [2, 3] },
        { new GELU(), [0, 3], [0, 3] },
        { new PReLU(3), [2, 3, 4, 5], [2, 3, 4, 5] },
        { new GLU(), [2, 6], [2, 3] },
        { new GLU(1), [2, 4, 5], [2, 2, 5] },
        { new Maxout(), [3, 6], [3, 3] },
        { new Maxout(3, 1), [2, 6, 4], [2, 2, 4] },
        { new Flatten(0, -2), [2, 3, 4], [6, 4] },
        { new Unflatten(1, 3, -1), [2, 12], [2, 3, 4] },
        { new Unflatten(-1, 2, 2), [0, 4], [0, 2, 2] },
        { new BatchNorm1d(3), [4, 3], [4, 3] },
        { new BatchNorm1d(3), [4, 3, 5], [4, 3, 5] },
        { new BatchNorm3d(2), [1, 2, 2, 3, 2], [1, 2, 2, 3, 2] },
        { new LayerNorm(4), [0, 4], [0, 4] },
        { new GroupNorm(2, 4), [0, 4, 3], [0, 4, 3] },
        { new InstanceNorm2d(3, trackRunningStatistics: true), [0, 3, 2, 2], [0, 3, 2, 2] },
        { new RMSNorm([2, 3]), [5, 2, 3], [5, 2, 3] },
        { new Dropout2d(), [2, 3, 4, 5], [2, 3, 4, 5] },
        { new AlphaDropout(), [2, 3], [2, 3] },
        { new ResidualBlock(4, 7), [2, 5, 4], [2, 5, 4] },
        { new Lambda(x => x.Sum(-1)), [2, 3], [2] },
    };

    public static TheoryData<Module, string> Descriptions => new()
    {
        { new Linear(784, 10), "Linear(784 -> 10)  7,850 parameters" },
        { new Linear(2, 3, bias: false), "Linear(2 -> 3, no bias)  6 parameters" },
        { new Conv2d(1, 6, 5, padding: 2), "Conv2d(1 -> 6, kernel 5x5, padding 2)  156 parameters" },
        {
            new Conv2d(4, 2, 3, stride: 2, dilation: 3, groups: 2, bias: false),
            "Conv2d(4 -> 2, kernel 3x3, stride 2, dilation 3, groups 2, no bias)  36 parameters"
        },
        { new MaxPool2d(2), "MaxPool2d(2x2)" },
        { new MaxPool2d(3, stride: 2, padding: 1, ceilMode: true), "MaxPool2d(3x3, stride 2, padding 1, ceil mode)" },
        { new AvgPool2d(2, ceilMode: true), "AvgPool2d(2x2, ceil mode)" },
        { new Conv2d(2, 3, (1, 7), stride: (1, 2), padding: (0, 3)), "Conv2d(2 -> 3, kernel 1x7, stride 1x2, padding 0x3)  45 parameters" },
        {
            new Conv1d(2, 4, 3, padding: Padding.Same, bias: false, paddingMode: PaddingMode.Reflect),
            "Conv1d(2 -> 4, kernel 3, padding same reflect, no bias)  24 parameters"
        },
        { new Conv3d(1, 2, 3, padding: 1), "Conv3d(1 -> 2, kernel 3x3x3, padding 1)  56 parameters" },
        {
            new ConvTranspose2d(4, 6, 2, stride: 2, outputPadding: 1, groups: 2),
            "ConvTranspose2d(4 -> 6, kernel 2x2, stride 2, output padding 1, groups 2)  54 parameters"
        },
        { new MaxPool3d((1, 2, 2), dilation: 2), "MaxPool3d(1x2x2, dilation 2)" },
        { new AvgPool1d(3, stride: 1, countIncludePad: false), "AvgPool1d(3, stride 1, padding not counted)" },
        { new AdaptiveAvgPool2d((6, 7)), "AdaptiveAvgPool2d(6x7)" },
        { new LPPool2d(2, 3, stride: 2), "LPPool2d(p 2, 3x3, stride 2)" },
        { new LocalResponseNorm(5, k: 2), "LocalResponseNorm(5, alpha 0.0001, beta 0.75, k 2)" },
        { new Upsample(scaleFactor: 2, mode: InterpolationMode.Bilinear), "Upsample(2 times, bilinear)" },
        { new Dropout(0.25), "Dropout(p 0.25)" },
        { new Softmax(1), "Softmax(dim 1)" },
        { new ReLU(), "ReLU" },
        { new LeakyReLU(0.2), "LeakyReLU(negative slope 0.2)" },
        { new PReLU(), "PReLU  1 parameters" },
        { new PReLU(3), "PReLU(3 channels)  3 parameters" },
        { new ELU(0.5), "ELU(alpha 0.5)" },
        { new Softplus(2), "Softplus(beta 2, threshold 20)" },
        { new GELU(), "GELU" },
        { new GELU(GELUApproximation.Tanh), "GELU(tanh)" },
        { new Maxout(3, 1), "Maxout(3 pieces, dim 1)" },
        { new Flatten(), "Flatten" },
        { new Flatten(0, 1), "Flatten(dims 0 to 1)" },
        { new Unflatten(1, 3, -1), "Unflatten(dim 1 to [3, -1])" },
        { new BatchNorm2d(64), "BatchNorm2d(64)  128 parameters" },
        { new BatchNorm1d(4, momentum: null, affine: false), "BatchNorm1d(4, average of all batches, no affine)" },
        {
            new BatchNorm3d(4, epsilon: 0.001, momentum: 0.5, trackRunningStatistics: false),
            "BatchNorm3d(4, epsilon 0.001, no running statistics)  8 parameters"
        },
        { new InstanceNorm1d(4), "InstanceNorm1d(4, no affine, no running statistics)" },
        {
            new InstanceNorm2d(4, momentum: 0.2, affine: true, trackRunningStatistics: true),
            "InstanceNorm2d(4, momentum 0.2)  8 parameters"
        },
        { new LayerNorm([3, 4], bias: false), "LayerNorm([3, 4], no bias)  12 parameters" },
        { new LayerNorm(4, elementwiseAffine: false), "LayerNorm([4], no affine)" },
        { new RMSNorm(4, epsilon: 0.001), "RMSNorm([4], epsilon 0.001)  4 parameters" },
        { new GroupNorm(2, 4), "GroupNorm(2 groups, 4 channels)  8 parameters" },
        { new Bilinear(3, 4, 2), "Bilinear(3 x 4 -> 2)  26 parameters" },
        { new Embedding(10, 3, paddingIndex: -1), "Embedding(10 x 3, padding 9)  30 parameters" },
        { new Dropout2d(0.25), "Dropout2d(p 0.25)" },
        { new AlphaDropout(0.25), "AlphaDropout(p 0.25)" },
        { new Lambda(x => x * 2), "Lambda(x => x * 2)" },
        { new Lambda(x => x * 2, "twice"), "Lambda(twice)" },
        {
            new ResidualBlock(4, 8),
            """
            ResidualBlock(4, hidden 8)  76 parameters
              linear1: Linear(4 -> 8)   40
              linear2: Linear(8 -> 4)   36
              activation: ReLU
            """.ReplaceLineEndings("\n")
        },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_shape_of_the_output_follows_from_that_of_the_input(Module<Tensor, Tensor> layer, int[] input, int[] output) =>
        Assert.Equal(Shape.Create(output), layer.Forward(Tensor.Rand(Shape.Create(input), new Generator(1))).Shape);

    [Theory]
    [MemberData(nameof(Descriptions))]
    public void A_layer_prints_what_it_was_made_with(Module layer, string text) => Assert.Equal(text, layer.ToString());

    [Fact]
    public void Sizes_out_of_their_range_are_refused_by_layer_and_name()
    {
        AssertRefused("Linear: inFeatures must be at least 1, and is 0.", () => new Linear(0, 3));
        AssertRefused("Linear: outFeatures must be at least 1, and is -2.", () => new Linear(3, -2));
        AssertRefused("Conv2d: inChannels must be at least 1, and is 0.", () => new Conv2d(0, 1, 3));
        AssertRefused("Conv2d: outChannels must be at least 1, and is 0.", () => new Conv2d(1, 0, 3));
        AssertRefused("Conv2d: kernelSize must be at least 1, and is 0.", () => new Conv2d(1, 1, 0));
        AssertRefused("Conv2d: stride must be at least 1, and is 0.", () => new Conv2d(1, 1, 3, stride: 0));
        AssertRefused("Conv2d: padding must be at least 0, and is -1.", () => new Conv2d(1, 1, 3, padding: -1));
        AssertRefused("Conv2d: dilation must be at least 1, and is 0.", () => new Conv2d(1, 1, 3, dilation: 0));
        AssertRefused("Conv2d: groups must be at least 1, and is 0.", () => new Conv2d(1, 1, 3, groups: 0));
        AssertRefused("Conv2d: stride must be at least 1, and is (1, 0).", () => new Conv2d(1, 1, 3, stride: (1, 0)));
        AssertRefused("Conv3d: kernelSize must be at least 1, and is (1, 0, 2).", () => new Conv3d(1, 1, (1, 0, 2)));
        AssertRefused("ConvTranspose1d: padding must be at least 0, and is -1.", () => new ConvTranspose1d(1, 1, 3, padding: -1));
        AssertRefused("ConvTranspose2d: outputPadding must be less than stride 2 or dilation 1, and is 2.",
            () => new ConvTranspose2d(1, 1, 3, stride: 2, outputPadding: 2));
        AssertRefused("AdaptiveAvgPool2d: outputSize must be at least 1, and is (1, 0).", () => new AdaptiveAvgPool2d((1, 0)));
        AssertRefused("LPPool2d: normType must be a finite number above 0, and is 0.", () => new LPPool2d(0, 2));
        AssertRefused("LocalResponseNorm: size must be at least 1, and is 0.", () => new LocalResponseNorm(0));
        AssertRefused("Upsample: scaleFactor must be a finite number above 0, and is 0.", () => new Upsample(scaleFactor: 0));
        AssertRefused("MaxPool2d: kernelSize must be at least 1, and is 0.", () => new MaxPool2d(0));
        AssertRefused("MaxPool2d: stride must be at least 1, and is 0.", () => new MaxPool2d(2, stride: 0));
        AssertRefused("AvgPool2d: padding must be at most half of kernelSize 3, and is 2.", () => new AvgPool2d(3, padding: 2));
        AssertRefused("AvgPool2d: padding must be at least 0, and is -1.", () => new AvgPool2d(3, padding: -1));
        AssertRefused("Dropout: the probability must be between 0 and 1, and is 1.5.", () => new Dropout(1.5));
        AssertRefused("Dropout: the probability must be between 0 and 1, and is NaN.", () => new Dropout(double.NaN));
        AssertRefused("Dropout2d: probability must be between 0 and 1, and is -0.5.", () => new Dropout2d(-0.5));
        AssertRefused("AlphaDropout: probability must be between 0 and 1, and is NaN.", () => new AlphaDropout(double.NaN));
        AssertRefused("BatchNorm2d: numFeatures must be at least 1, and is 0.", () => new BatchNorm2d(0));
        AssertRefused("BatchNorm1d: epsilon must be a finite number of at least 0, and is -1.", () => new BatchNorm1d(2, epsilon: -1));
        AssertRefused("BatchNorm1d: momentum must be between 0 and 1, and is 1.5.", () => new BatchNorm1d(2, momentum: 1.5));
        AssertRefused("LayerNorm: the sizes of normalizedShape must be at least 1, and it is [0].", () => new LayerNorm(0));
        AssertRefused("GroupNorm: groups must be at least 1, and is 0.", () => new GroupNorm(0, 4));
        AssertRefused("Bilinear: secondFeatures must be at least 1, and is 0.", () => new Bilinear(1, 0, 1));
        AssertRefused("Embedding: embeddings must be at least 1, and is 0.", () => new Embedding(0, 4));
        AssertRefused("Embedding: paddingIndex must be a row from -3 to 2, and is 3.", () => new Embedding(3, 4, paddingIndex: 3));
        AssertRefused("ResidualBlock: hiddenFeatures must be at least 1, and is 0.", () => new ResidualBlock(3, 0));
    }

    [Fact]
    public void Convolutions_of_every_kind_have_PyTorchs_state_names()
    {
        Module[] layers = [new Conv1d(2, 4, 3), new Conv2d(2, 4, 3), new Conv3d(2, 4, 3), new ConvTranspose1d(4, 2, 3),
            new ConvTranspose2d(4, 2, 3)];
        Assert.All(layers, layer => Assert.Equal(["weight", "bias"], layer.State().Keys));
        Assert.All(layers, layer => Assert.Equal([4, 2, 3], layer.State()["weight"].Shape.Take(3)));
    }

    [Fact]
    public void Channels_must_divide_into_the_groups()
    {
        var error = Assert.Throws<ArgumentException>(() => new Conv2d(4, 3, 3, groups: 2));
        Assert.Contains("4 input and 3 output channels do not both divide into 2 groups", error.Message, StringComparison.Ordinal);
        var norm = Assert.Throws<ArgumentException>(() => new GroupNorm(3, 4));
        Assert.Contains("4 channels do not divide into 3 groups", norm.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_out_of_its_range_is_refused_by_activation_and_name()
    {
        var x = Tensor.Ones([2]);
        AssertRefused("leaky_relu: negativeSlope must be a finite number, and is NaN.", () => new LeakyReLU(double.NaN).Forward(x));
        AssertRefused("elu: alpha must be a finite number, and is Infinity.", () => new ELU(double.PositiveInfinity).Forward(x));
        AssertRefused("celu: alpha must be a finite number above 0, and is 0.", () => new CELU(0).Forward(x));
        AssertRefused("softplus: beta must be a finite number above 0, and is -1.", () => new Softplus(-1).Forward(x));
        AssertRefused("softplus: threshold must be a number, and is NaN.", () => new Softplus(1, double.NaN).Forward(x));
        AssertRefused("PReLU: parameterCount must be at least 1, and is 0.", () => new PReLU(0));
        AssertRefused("maxout: pieces must be at least 1, and is 0.", () => new Maxout(0).Forward(x));
    }

    [Fact]
    public void An_input_whose_channels_do_not_fit_the_activation_is_an_error_that_names_both()
    {
        var prelu = Assert.Throws<ShapeException>(() => new PReLU(4).Forward(Tensor.Ones([2, 3, 4]))).Message;
        Assert.Contains("[2, 3, 4]", prelu, StringComparison.Ordinal);
        Assert.Contains("[4]", prelu, StringComparison.Ordinal);
        var glu = Assert.Throws<ShapeException>(() => new GLU().Forward(Tensor.Ones([2, 3]))).Message;
        Assert.Contains("odd", glu, StringComparison.Ordinal);
        var maxout = Assert.Throws<ShapeException>(() => new Maxout(2).Forward(Tensor.Ones([2, 5]))).Message;
        Assert.Contains("does not divide into 2 pieces", maxout, StringComparison.Ordinal);
    }

    [Fact]
    public void A_maxout_unit_is_the_greatest_of_its_linear_pieces()
    {
        var pieces = new Linear(1, 4, generator: new Generator(1));
        pieces.Weight.CopyFrom(Tensor.From<float>([-1, 1, 2, 0], [4, 1]));
        pieces.Bias!.CopyFrom(Tensor.From<float>([0, 0, 1, 3]));
        var unit = new Sequential(pieces, new Maxout(2));
        // |x| and max(2 x + 1, 3)
        Assert.Equal([2f, 3f, 2f, 5f], unit.Forward(Tensor.From<float>([-2, 2], [2, 1])).ToArray<float>());
    }

    [Fact]
    public void An_input_that_does_not_fit_is_an_error_that_names_the_shapes()
    {
        Assert.Contains("[2, 5]", Assert.Throws<ShapeException>(() => new Linear(4, 3).Forward(Tensor.Ones([2, 5]))).Message,
            StringComparison.Ordinal);
        Assert.Contains("[1, 3, 8, 8]", Assert.Throws<ShapeException>(() => new Conv2d(1, 6, 5).Forward(Tensor.Ones([1, 3, 8, 8]))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new MaxPool2d(9).Forward(Tensor.Ones([1, 1, 4, 4])));
        Assert.Throws<ShapeException>(() => new Softmax(3).Forward(Tensor.Ones([2, 2])));
        Assert.Throws<ShapeException>(() => new Flatten().Forward(Tensor.Scalar(1)));
        Assert.Throws<DTypeException>(() => new Linear(4, 3).Forward(Tensor.Ones([2, 4], DType.Float64)));
        AssertMisfit(
            "BatchNorm2d: takes [batch, 3, height, width], and its input has shape [2, 4, 5, 5].", new BatchNorm2d(3), [2, 4, 5, 5]);
        AssertMisfit("BatchNorm1d: takes [batch, 3] or [batch, 3, length], and its input has shape [3].", new BatchNorm1d(3), [3]);
        AssertMisfit("LayerNorm: its normalizedShape", () => new LayerNorm([]));
        AssertMisfit("layer_norm: normalises the last sizes [4], and its input has shape [2, 5].", new LayerNorm(4), [2, 5]);
        AssertMisfit("GroupNorm: takes [batch, 4, ..], and its input has shape [4].", new GroupNorm(2, 4), [4]);
        AssertMisfit("Dropout3d: takes [batch, channels, depth, height, width], and its input has shape [2, 3].", new Dropout3d(), [2, 3]);
        AssertMisfit("Unflatten: dimension 1 of an input of shape [2, 7] does not split into [3, -1].", new Unflatten(1, 3, -1), [2, 7]);
        AssertMisfit("Unflatten: dim 2 does not exist", new Unflatten(2, 3), [2, 7]);
        AssertMisfit("Bilinear: takes inputs [.., 3] and [.., 4]",
            () => new Bilinear(3, 4, 2).Forward(Tensor.Ones([2, 3]), Tensor.Ones([3, 4])));
    }

    [Fact]
    public void Dropout_zeroes_about_its_share_and_keeps_the_mean()
    {
        var y = new Dropout(0.25, new Generator(1)).Forward(Tensor.Ones([10_000])).ToArray<float>();
        Assert.Equal([0f, 1 / 0.75f], y.Distinct().Order());
        // The share has a standard deviation of 0.0043.
        Assert.InRange(y.Count(value => value == 0) / 10_000.0, 0.23, 0.27);
    }

    [Fact]
    public void Dropout_does_nothing_in_evaluation_and_zeroes_all_at_probability_one()
    {
        var x = Tensor.Rand([5], new Generator(1));
        var layer = new Dropout(1);
        Assert.All(layer.Forward(x).ToArray<float>(), value => Assert.Equal(0, value));
        layer.Eval();
        Assert.Same(x, layer.Forward(x));
    }

    [Fact]
    public void Dropout_draws_on_its_own_generator()
    {
        var generator = new Generator(1);
        var layer = new Dropout(0.5, generator);
        var first = layer.Forward(Tensor.Ones([64])).ToArray<float>();
        var second = layer.Forward(Tensor.Ones([64])).ToArray<float>();
        Assert.NotEqual(first, second);
        generator.Position = 0;
        Assert.Equal(first, layer.Forward(Tensor.Ones([64])).ToArray<float>());
    }

    private static void AssertMisfit(string message, Module<Tensor, Tensor> layer, int[] shape) =>
        AssertMisfit(message, () => layer.Forward(Tensor.Ones(Shape.Create(shape))));

    private static void AssertMisfit(string message, Func<object> run) =>
        Assert.StartsWith(message, Assert.Throws<ShapeException>(run).Message, StringComparison.Ordinal);

    private static void AssertRefused(string message, Func<object> create) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
}
