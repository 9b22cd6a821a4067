namespace Adjoint.Core.Tests.Ops;

/// <summary>What convolutions, poolings and upsampling say of input that they cannot take.</summary>
public sealed class WindowErrorTests
{
    private static readonly Tensor s_image = Tensor.Ones([1, 2, 4, 5]);

    [Fact]
    public void A_kernel_larger_than_the_padded_input_is_told_with_the_formula_and_its_numbers()
    {
        RequireShape("conv2d: the kernel does not fit into the padded height: (H + 2p - d(k - 1) - 1)/s + 1 = "
            + "(4 + 2*1 - 2*(5 - 1) - 1)/3 + 1 is less than 1. Hint: 2 more padding, a smaller kernel or a larger height would fit.",
            () => s_image.Conv2d(Tensor.Ones([1, 2, 5, 1]), stride: 3, padding: 1, dilation: 2));
        RequireShape("conv1d: the kernel does not fit into the padded length: (H + 2p - d(k - 1) - 1)/s + 1 = "
            + "(5 + 2*0 - 1*(6 - 1) - 1)/1 + 1 is less than 1.", () => Tensor.Ones([1, 2, 5]).Conv1d(Tensor.Ones([1, 2, 6])));
        RequireShape("conv3d: the kernel does not fit into the padded depth: (H + 2p - d(k - 1) - 1)/s + 1 = (1 + 2*0 - 1*(2 - 1) - 1)/1 + 1",
            () => Tensor.Ones([1, 1, 1, 4, 4]).Conv3d(Tensor.Ones([1, 1, 2, 1, 1])));
        RequireShape("max_pool2d: the window does not fit into the padded width: (H + 2p - d(k - 1) - 1)/s + 1 = "
            + "(5 + 2*0 - 1*(6 - 1) - 1)/1 + 1", () => s_image.MaxPool2d((2, 6), 1));
        RequireShape("avg_pool3d: the window does not fit into the padded depth", () => Tensor.Ones([1, 1, 1, 4, 4]).AvgPool3d(2));
        RequireShape("lp_pool2d: the window does not fit into the padded height", () => s_image.LpPool2d(2, 5));
    }

    [Fact]
    public void Channels_that_do_not_divide_or_fit_are_told()
    {
        RequireShape("conv2d: channels do not fit: input [1, 2, 4, 5] has 2, and weight [3, 1, 1, 1] with 2 group(s) takes 2; "
            + "3 output channels do not divide into 2 groups.", () => s_image.Conv2d(Tensor.Ones([3, 1, 1, 1]), groups: 2));
        RequireShape("conv1d: channels do not fit: input [1, 3, 5] has 3, and weight [2, 2, 1] with 1 group(s) takes 2.",
            () => Tensor.Ones([1, 3, 5]).Conv1d(Tensor.Ones([2, 2, 1])));
        RequireShape("conv_transpose2d: channels do not fit: input [1, 2, 4, 5] has 2, and weight [3, 1, 1, 1] takes 3.",
            () => s_image.ConvTranspose2d(Tensor.Ones([3, 1, 1, 1])));
        RequireShape("conv_transpose1d: channels do not fit: input [1, 3, 5] has 3, and weight [3, 2, 1] takes 3; 3 input channels do not "
            + "divide into 2 groups.", () => Tensor.Ones([1, 3, 5]).ConvTranspose1d(Tensor.Ones([3, 2, 1]), groups: 2));
        RequireShape("conv2d: its bias must have one element an output channel, [3], and its shape is [2].",
            () => s_image.Conv2d(Tensor.Ones([3, 2, 1, 1]), Tensor.Ones([2])));
        RequireShape("conv_transpose2d: its bias must have one element an output channel, [4], and its shape is [2].",
            () => s_image.ConvTranspose2d(Tensor.Ones([2, 4, 1, 1]), Tensor.Ones([2])));
    }

    [Fact]
    public void A_missing_batch_dimension_is_told_with_the_way_to_add_it()
    {
        var single = Tensor.Ones([2, 4, 5]);
        RequireShape("conv2d: its input must be [batch, channels, height, width], and its shape is [2, 4, 5]. Hint: give a single example a "
            + "batch dimension of 1 with Unsqueeze(0).", () => single.Conv2d(Tensor.Ones([1, 2, 1, 1])));
        RequireShape("max_pool2d: its input must be [batch, channels, height, width], and its shape is [2, 4, 5]. Hint",
            () => single.MaxPool2d(2));
        RequireShape("adaptive_avg_pool2d: its input must be [batch, channels, height, width]", () => single.AdaptiveAvgPool2d(2));
        RequireShape("interpolate: its input must be [batch, channels, height, width]", () => single.Interpolate(scaleFactor: 2));
        RequireShape("conv1d: its input must be [batch, channels, length], and its shape is [1, 2, 4, 5].",
            () => s_image.Conv1d(Tensor.Ones([1, 2, 1])));
        RequireShape("local_response_norm: its input must be [batch, channels, ..], and its shape is [2, 3].",
            () => Tensor.Ones([2, 3]).LocalResponseNorm(3));
        RequireShape("conv2d: its weight must be [out channels, in channels / groups, height, width], and its shape is [2, 2].",
            () => s_image.Conv2d(Tensor.Ones([2, 2])));
        RequireShape("conv_transpose1d: its weight must be [in channels, out channels / groups, length]",
            () => single.ConvTranspose1d(Tensor.Ones([4, 2])));
    }

    [Fact]
    public void Strides_of_zero_and_negative_padding_are_told()
    {
        var weight = Tensor.Ones([1, 2, 1, 1]);
        Require<ArgumentException>("conv2d: stride (1, 0) must be at least 1.", () => s_image.Conv2d(weight, stride: (1, 0)));
        Require<ArgumentException>("conv2d: dilation (0, 0) must be at least 1.", () => s_image.Conv2d(weight, dilation: 0));
        Require<ArgumentException>("conv2d: groups 0 must be at least 1.", () => s_image.Conv2d(weight, groups: 0));
        Require<ArgumentException>("conv2d: padding must be at least 0, and is (0, -1).", () => s_image.Conv2d(weight, padding: (0, -1)));
        Require<ArgumentException>("conv2d: padding (1, 2, 3) has 3 numbers for 2 dimension(s).",
            () => s_image.Conv2d(weight, padding: (1, 2, 3)));
        Require<ArgumentException>("conv2d: padding 'same' keeps the size of the input only with stride 1, and the stride is (2, 1).",
            () => s_image.Conv2d(weight, stride: (2, 1), padding: Padding.Same));
        Require<ArgumentException>("conv_transpose2d: padding (-1, -1) cannot be negative.",
            () => s_image.ConvTranspose2d(Tensor.Ones([2, 1, 1, 1]), padding: -1));
        Require<ArgumentException>("conv_transpose2d: outputPadding 2 along the height must be less than the stride 2 or the dilation 1.",
            () => s_image.ConvTranspose2d(Tensor.Ones([2, 1, 1, 1]), stride: 2, outputPadding: 2));
        Require<ArgumentException>("max_pool2d: stride (0, 0) must be at least 1.", () => s_image.MaxPool2d(2, 0));
        Require<ArgumentException>("max_pool2d: window (0, 0) must be at least 1.", () => s_image.MaxPool2d(0, 1));
        Require<ArgumentException>("avg_pool2d: padding (-1, -1) cannot be negative.", () => s_image.AvgPool2d(2, padding: -1));
        Require<ArgumentException>("max_pool1d: padding 2 must be at most half the window 3",
            () => Tensor.Ones([1, 1, 8]).MaxPool1d(3, padding: 2));
        Require<ArgumentException>("adaptive_avg_pool2d: outputSize (0, 2) must be at least 1.", () => s_image.AdaptiveAvgPool2d((0, 2)));
    }

    [Fact]
    public void Sizes_that_overflow_are_told()
    {
        var weight = Tensor.Ones([1, 2, 2, 2]);
        RequireShape("conv2d: the sizes along the height overflow: (H + 2p - d(k - 1) - 1)/s + 1 = (4 + 2*2000000000 - 1*(2 - 1) - 1)/1 + 1",
            () => s_image.Conv2d(weight, padding: 2_000_000_000));
        RequireShape("conv2d: the kernel does not fit into the padded height", () => s_image.Conv2d(weight, dilation: int.MaxValue));
        RequireShape("conv2d: the sizes along the height overflow",
            () => s_image.Conv2d(Tensor.Ones([1, 2, 3, 3]), dilation: int.MaxValue));
        RequireShape("conv2d: its output [1, 1, 200003, 200004] would have 40001400012 elements, and a tensor holds at most 2147483591. "
            + "Hint: a smaller output size, a larger stride, less padding or a smaller batch.", () => s_image.Conv2d(weight, padding: 100_000));
        RequireShape("conv2d: d(k - 1) = 2147483647*(3 - 1) is beyond 2147483647.",
            () => s_image.Conv2d(Tensor.Ones([1, 2, 3, 3]), padding: Padding.Same, dilation: int.MaxValue));
        RequireShape("conv_transpose2d: the output has no height that a tensor can have",
            () => s_image.ConvTranspose2d(Tensor.Ones([2, 1, 1, 1]), stride: int.MaxValue));
        RequireShape("conv_transpose2d: its output [1, 1, 300001, 400001] would have",
            () => s_image.ConvTranspose2d(Tensor.Ones([2, 1, 1, 1]), stride: 100_000));
        RequireShape("conv_transpose2d: the output has no height that a tensor can have: (H - 1)s - 2p + d(k - 1) + 1 + outputPadding = "
            + "(4 - 1)*1 - 2*2 + 1*(1 - 1) + 1 + 0 = 0.", () => s_image.ConvTranspose2d(Tensor.Ones([2, 1, 1, 1]), padding: 2));
        RequireShape("interpolate: its output [1, 2, 100000, 100000] would have", () => s_image.Interpolate(100_000));
        RequireShape("interpolate: an image of shape [1, 2, 4, 5] times 0.1 has no elements left", () => s_image.Interpolate(scaleFactor: 0.1));
        RequireShape("adaptive_max_pool2d: its output [1, 2, 100000, 100000] would have", () => s_image.AdaptiveMaxPool2d(100_000));
        RequireShape("pad: dimension 0 of shape [3] with (2000000000, 2000000000) around it would have 4000000003 elements",
            () => Tensor.Ones([3]).Pad([(2_000_000_000, 2_000_000_000)], PaddingMode.Replicate));
    }

    [Fact]
    public void A_stride_beyond_the_input_takes_one_window()
    {
        var weight = Tensor.Ones([1, 2, 2, 2]);
        Assert.Equal([8f], s_image.Conv2d(weight, stride: int.MaxValue).ToArray<float>());
        Assert.Equal([1f, 1f], s_image.MaxPool2d(2, int.MaxValue).ToArray<float>());
        Assert.Equal([1f, 1f], s_image.MaxPool2d(2, int.MaxValue, ceilMode: true).ToArray<float>());
        Assert.Equal([1f, 1f], s_image.AvgPool2d(2, int.MaxValue).ToArray<float>());
    }

    [Fact]
    public void Padding_that_the_input_cannot_fill_is_told()
    {
        RequireShape("pad: reflected padding (3, 0) needs a dimension larger than the padding, and dimension 1 of shape [2, 3] is 3.",
            () => Tensor.Ones([2, 3]).Pad([(0, 0), (3, 0)], PaddingMode.Reflect));
        RequireShape("pad: circular padding (0, 4) needs a dimension at least as large as the padding, and dimension 1 of shape [2, 3] is 3.",
            () => Tensor.Ones([2, 3]).Pad([(0, 0), (0, 4)], PaddingMode.Circular));
        RequireShape("pad: replicated padding (1, 1) needs", () => Tensor.Ones([0]).Pad([(1, 1)], PaddingMode.Replicate));
        RequireShape("pad: 1 pairs were given for shape [2, 3]", () => Tensor.Ones([2, 3]).Pad([(1, 1)], PaddingMode.Reflect));
        RequireShape("pad: (-1, 0) for dimension 0 of shape [3] is negative.", () => Tensor.Ones([3]).Pad([(-1, 0)], PaddingMode.Reflect));
    }

    [Fact]
    public void A_dilated_window_that_steps_over_a_small_input_is_told() =>
        RequireShape("max_pool2d: window 0 along the height has all its places in the padding: 2 of them, 4 apart, step over the 3 elements "
            + "of the input.", () => Tensor.Ones([1, 1, 3, 3]).MaxPool2d(2, 1, 1, dilation: 4));

    [Fact]
    public void Upsampling_takes_a_size_or_a_factor()
    {
        Require<ArgumentException>("interpolate: takes a size or a scaleFactor, one of the two.", () => s_image.Interpolate());
        Require<ArgumentException>("interpolate: takes a size or a scaleFactor", () => s_image.Interpolate(3, 2));
        Require<ArgumentException>("interpolate: size (0, 0) must be at least 1.", () => s_image.Interpolate(0));
        Require<ArgumentException>("interpolate: scaleFactor must be a finite number above 0, and is -1.",
            () => s_image.Interpolate(scaleFactor: -1));
        Require<ArgumentException>("interpolate: alignCorners needs interpolation.",
            () => s_image.Interpolate(scaleFactor: 2, alignCorners: true));
    }

    private static void RequireShape(string message, Func<object> run) => Require<ShapeException>(message, run);

    private static void Require<TError>(string message, Func<object> run) where TError : Exception =>
        Assert.StartsWith(message, Assert.ThrowsAny<TError>(run).Message, StringComparison.Ordinal);
}
