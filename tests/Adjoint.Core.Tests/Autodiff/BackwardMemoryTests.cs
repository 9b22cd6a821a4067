using Adjoint.Core.Tests.Operations;

namespace Adjoint.Core.Tests.Autodiff;

/// <summary>The pass gives memory back while it runs; nothing a user can see may be among it.</summary>
public sealed class BackwardMemoryTests
{
    // Large enough for pooled buffers.
    private static readonly Shape s_shape = [64, 128];

    private static Tensor Variable(ulong seed)
    {
        var x = Tensor.RandN(s_shape, new Generator(seed));
        x.RequiresGrad = true;
        return x;
    }

    [Fact]
    public void Everything_a_user_holds_keeps_its_values_over_many_passes()
    {
        var (x, w) = (Variable(1), Variable(2));
        var incoming = Tensor.RandN(s_shape, new Generator(3));
        var held = new List<Tensor> { x, w, incoming };
        var bits = held.ConvertAll(TestTensor.Bits);
        for (var pass = 0; pass < 20; pass++)
        {
            var product = x * w;
            var wave = product.Sin();
            var folded = (wave + product).Sum(0);
            var stretched = folded.Expand(s_shape);
            var y = stretched * wave + x.Detach();
            foreach (var tensor in new[] { product, wave, folded, y }) Hold(tensor);
            foreach (var gradient in Gradient.Of(y, [x, product, w], incoming, keepGraph: true)) Hold(gradient);
            y.Backward(incoming);
            // The sum grows in place with the next pass, so it is copied here.
            Hold(x.Grad!.Clone());
        }
        for (var i = 0; i < held.Count; i++) Assert.Equal(bits[i], TestTensor.Bits(held[i]));

        void Hold(Tensor tensor)
        {
            held.Add(tensor);
            bits.Add(TestTensor.Bits(tensor));
        }
    }

    [Fact]
    public void A_second_pass_over_a_kept_record_gives_the_same_bits()
    {
        var (x, w) = (Variable(1), Variable(2));
        var y = ((x * w).Sin() * x + w).Sum();
        var first = Gradient.Of(y, [x, w], keepGraph: true).Select(TestTensor.Bits).ToArray();
        var second = Gradient.Of(y, [x, w]).Select(TestTensor.Bits).ToArray();
        Assert.Equal(first, second);
    }

    [Fact]
    public void Gradients_by_several_tensors_do_not_share_memory()
    {
        var (x, w) = (Variable(1), Variable(2));
        var gradients = Gradient.Of((x + w).Sum(), x, w);
        gradients[0].AsSpan<float>().Fill(7);
        Assert.All(gradients[1].ToArray<float>(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void A_recorded_gradient_can_be_differentiated_after_other_passes_have_run()
    {
        var x = Variable(1);
        var y = (x * x * x).Sum();
        var gradient = Gradient.Of(y, [x], createGraph: true)[0];
        for (var pass = 0; pass < 5; pass++) (Variable(5) * Variable(6)).Sin().Sum().Backward();
        var second = Gradient.Of(gradient.Sum(), x)[0];
        // (x^3)'' = 6x
        Expect.Close(x.Detach() * 6.0, second, 1e-5, "second derivative");
    }

    [Fact]
    public void A_span_of_a_gradient_stays_when_the_gradient_is_forgotten()
    {
        var x = Variable(1);
        (x * 2.0).Sum().Backward();
        var span = x.Grad!.AsMemory<float>();
        x.ZeroGrad();
        for (var pass = 0; pass < 5; pass++) (Variable(5) * Variable(6)).Sum().Backward();
        Assert.All(span.ToArray(), value => Assert.Equal(2, value));
    }
}
