using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class ModuleCaptureTests
{
    private static readonly Tensor s_input = Tensor.From<float>([-1, 2], [1, 2]);

    [Fact]
    public void Outputs_are_kept_in_the_order_in_which_modules_finish()
    {
        var network = new Sequential { { "inner", new Sequential(new ReLU(), new Lambda(x => x * 2)) }, { "sum", new Lambda(x => x.Sum(1)) } };
        using var capture = ModuleCapture.Begin();
        var output = network.Forward(s_input);
        Assert.Equal(["inner.0", "inner.1", "inner", "sum", ""], capture.Outputs.Select(kept => kept.Path));
        Assert.Equal([0, 2], capture.Outputs[0].Output.ToArray<float>());
        Assert.Equal([0, 4], capture.Outputs[2].Output.ToArray<float>());
        Assert.Same(output, capture.Outputs[^1].Output);
        Assert.Same(network, capture.Outputs[^1].Module);
    }

    [Fact]
    public void A_module_that_runs_twice_stands_there_twice()
    {
        var shared = new Lambda(x => x + 1);
        var network = new Sequential(shared, shared);
        using var capture = ModuleCapture.Begin("0");
        network.Forward(s_input);
        Assert.Equal([[0, 3], [1, 4]], capture.Outputs.Select(kept => kept.Output.ToArray<float>()));
    }

    [Fact]
    public void Only_the_scope_sees_and_the_outer_one_goes_on()
    {
        var module = new ReLU();
        Assert.False(ModuleCapture.IsActive);
        using (var outer = ModuleCapture.Begin())
        {
            using (var inner = ModuleCapture.Begin("elsewhere"))
            {
                module.Forward(s_input);
                Assert.Empty(inner.Outputs);
            }
            module.Forward(s_input);
            Assert.Equal(2, outer.Outputs.Count);
            Assert.True(ModuleCapture.IsActive);
        }
        Assert.False(ModuleCapture.IsActive);
    }

    [Fact]
    public void Another_thread_is_not_listened_to()
    {
        using var capture = ModuleCapture.Begin();
        var seen = true;
        var thread = new Thread(() =>
        {
            seen = ModuleCapture.IsActive;
            new ReLU().Forward(s_input);
        });
        thread.Start();
        thread.Join();
        Assert.False(seen);
        Assert.Empty(capture.Outputs);
    }
}
