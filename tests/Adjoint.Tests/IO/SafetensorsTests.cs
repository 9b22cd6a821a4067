using Adjoint.Data.Tests;
using Adjoint.IO;
using Adjoint.Nn;

namespace Adjoint.Tests.IO;

public sealed class SafetensorsTests
{
    [Fact]
    public void Tensors_of_every_type_and_shape_come_back_as_they_were()
    {
        using var folder = new TemporaryFolder();
        var tensors = new Dictionary<string, Tensor>
        {
            ["float"] = Tensor.From<float>([1.5f, float.NaN, float.NegativeInfinity, -0f], [2, 2]),
            ["double"] = Tensor.From<double>([Math.PI], []),
            ["long"] = Tensor.From<long>([long.MinValue, 1, long.MaxValue]),
            ["byte"] = Tensor.From<byte>([0, 255]),
            ["bool"] = Tensor.From<bool>([true, false, true], [3, 1]),
            ["empty"] = Tensor.Zeros([0, 3]),
            ["näme \"quoted\""] = Tensor.Ones([1]),
        };
        var path = folder.File("a.safetensors");
        Safetensors.Save(path, tensors, new Dictionary<string, string> { ["author"] = "Ada \u00e9\n" });
        var loaded = Safetensors.Load(path);
        Assert.Equal(tensors.Keys.Order(), loaded.Tensors.Keys.Order());
        foreach (var (name, tensor) in tensors)
        {
            Assert.Equal(tensor.Type, loaded.Tensors[name].Type);
            Assert.Equal(tensor.ToString(), loaded.Tensors[name].ToString());
        }
        Assert.Equal("Ada \u00e9\n", loaded.Metadata["author"]);
    }

    [Fact]
    public void A_view_is_saved_as_what_it_shows()
    {
        using var folder = new TemporaryFolder();
        var matrix = Tensor.From<float>([1, 2, 3, 4, 5, 6], [2, 3]);
        Safetensors.Save(folder.File("a"), [new("transposed", matrix.Transpose(0, 1)), new("column", matrix[.., 1])]);
        var loaded = Safetensors.Load(folder.File("a")).Tensors;
        Assert.Equal([1f, 4, 2, 5, 3, 6], loaded["transposed"].ToArray<float>());
        Assert.Equal([2f, 5], loaded["column"].ToArray<float>());
    }

    [Fact]
    public void The_same_tensors_make_the_same_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b" }) Safetensors.Save(folder.File(name), [new("x", Tensor.Ones([3]))]);
        Assert.Equal(File.ReadAllBytes(folder.File("a")), File.ReadAllBytes(folder.File("b")));
    }

    [Fact]
    public void A_layer_that_PyTorch_saved_computes_what_it_did_there()
    {
        var file = Safetensors.Load(TrainingFixture.PathOf("pytorch.safetensors"));
        var layer = new Linear(3, 2);
        layer.LoadState(file.Tensors.Where(entry => entry.Key is "weight" or "bias").ToDictionary());
        var output = layer.Forward(file.Tensors["input"]);
        Near.Equal(file.Tensors["output"].To(DType.Float64).ToArray<double>(), output.Detach().To(DType.Float64).ToArray<double>(), 1e-6);
    }

    [Fact]
    public void Every_element_type_that_PyTorch_wrote_is_read()
    {
        var (tensors, metadata) = Safetensors.Load(TrainingFixture.PathOf("pytorch.safetensors"));
        Assert.Equal([1.5, -2.25], tensors["double"].ToArray<double>());
        Assert.Equal([1, 2], tensors["double"].Shape);
        Assert.Equal([1L << 60, -1], tensors["long"].ToArray<long>());
        Assert.Equal([0, 255], tensors["byte"].ToArray<byte>());
        Assert.Equal([true, false, true], tensors["mask"].ToArray<bool>());
        Assert.Equal(0.5, tensors["scalar"].Item());
        Assert.Equal([0, 3], tensors["empty"].Shape);
        Assert.Equal(("pt", "Ada \u00e9"), (metadata["format"], metadata["author"]));
    }

    [Fact]
    public void Names_that_the_format_cannot_hold_are_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a");
        var one = Tensor.Ones([1]);
        Assert.Throws<ArgumentException>(() => Safetensors.Save(path, [new("x", one), new("x", one)]));
        Assert.Throws<ArgumentException>(() => Safetensors.Save(path, [new("__metadata__", one)]));
        Assert.Throws<ArgumentException>(() => Safetensors.Save(path, [], new Dictionary<string, string> { ["adjoint.sha256"] = "" }));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
