using Adjoint.Data.Tests;
using Adjoint.IO;
using Adjoint.Nn;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_holds_something_is_not_overwritten()
    {
        _folder.Write("run/notes.txt", [1]);
        Assert.Contains("holds something", Assert.Throws<IOException>(() => RunFolder.Create(_folder.File("run"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("holds something", Assert.Throws<IOException>(() => RunFolder.Create(_folder.File("run", "notes.txt"))).Message,
            StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(_folder.File("run", "notes.txt")));
    }

    [Fact]
    public void Below_a_file_no_folder_can_be_made()
    {
        var file = _folder.Write("file", [1]);
        Assert.Contains(file, Assert.Throws<IOException>(() => RunFolder.Create(Path.Combine(file, "run"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_may_be_used() => Assert.Equal(_folder.Path, RunFolder.Create(_folder.Path).Path);

    [Fact]
    public void Only_one_at_a_time_trains_in_a_folder()
    {
        var run = RunFolder.Create(_folder.File("run"));
        using (run.Lock()) Assert.Contains(run.Path, Assert.Throws<IOException>(run.Lock).Message, StringComparison.Ordinal);
        run.Lock().Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Path));
    }

    [Fact]
    public void What_is_no_run_is_said_to_be_none()
    {
        Assert.Contains("no config.json", Assert.Throws<InvalidDataException>(() => RunFolder.Open(_folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<InvalidDataException>(() => RunFolder.Open(_folder.File("none"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_the_best_ones_or_else_the_last()
    {
        var run = RunFolder.Create(_folder.File("run"));
        var layer = new Linear(2, 1, bias: false);
        Assert.Contains("no weights yet", Assert.Throws<InvalidDataException>(() => run.LoadWeights(layer)).Message,
            StringComparison.Ordinal);
        Safetensors.Save(run.LastWeightsFile, [new("weight", Tensor.From<float>([1, 1], [1, 2]))]);
        run.LoadWeights(layer);
        Assert.Equal([1f, 1f], layer.Weight.Value.ToArray<float>());
        Safetensors.Save(run.BestWeightsFile, [new("weight", Tensor.From<float>([2, 2], [1, 2]))]);
        run.LoadWeights(layer);
        Assert.Equal([2f, 2f], layer.Weight.Value.ToArray<float>());
        var error = Assert.Throws<InvalidDataException>(() => run.LoadWeights(new Linear(3, 1)));
        Assert.Contains(run.BestWeightsFile, error.Message, StringComparison.Ordinal);
        Assert.Contains("bias", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_comes_back_as_it_was()
    {
        var path = _folder.File("config.json");
        var config = TrainingCase.Config(3) with { Seed = ulong.MaxValue, LearningRate = 0.1 + 0.2 };
        config.Save(path);
        var loaded = RunConfig.Load(path);
        Assert.Equal(config.Classes, loaded.Classes);
        Assert.Equal(config.TargetNames, loaded.TargetNames);
        Assert.Equal(config.Augment, loaded.Augment);
        Assert.Equal(config, loaded with
        {
            Classes = config.Classes,
            TargetNames = config.TargetNames,
            Augment = config.Augment,
            Recipe = loaded.Recipe with { ClassWeights = config.Recipe.ClassWeights },
        });
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("null", "null")]
    [InlineData("{}", "model")]
    [InlineData("[1]", "JSON")]
    [InlineData("""("v":1,)=>("v":2,)""", "version 2")]
    [InlineData("""("model":"net")=>("model":null)""", "model")]
    [InlineData("""("classes":["a","b","c"])=>("classes":[])""", "'classes'")]
    [InlineData("""("classes":["a","b","c"])=>("classes":["a",null])""", "'classes'")]
    [InlineData("""("target_names":[])=>("target_names":[null])""", "'target_names'")]
    [InlineData("""("outputs":0)=>("outputs":-1)""", "'outputs'")]
    [InlineData("""("loss":null)=>("loss":"mce")""", "mse, l1, huber")]
    [InlineData("""("class_weights":[])=>("class_weights":[1,2])""", "3 numbers")]
    [InlineData("""("class_weights":[])=>("class_weights":[1,0,1])""", "3 numbers")]
    [InlineData("""("label_smoothing":0)=>("label_smoothing":2)""", "'label_smoothing'")]
    [InlineData("""("l1":0)=>("l1":-1)""", "'l1'")]
    [InlineData("""("l2":0)=>("l2":1e999)""", "'l2'")]
    [InlineData("""("clip_norm":null)=>("clip_norm":0)""", "'clip_norm'")]
    [InlineData("""("clip_value":null)=>("clip_value":-1)""", "'clip_value'")]
    [InlineData("""("average":null)=>("average":1)""", "'average'")]
    [InlineData("""("patience":null)=>("patience":0)""", "'patience'")]
    [InlineData("""("min_improvement":0)=>("min_improvement":-1)""", "'min_improvement'")]
    [InlineData("""("recipe":{)=>("recipe":null,"recipes":{)""", "recipe")]
    [InlineData("""("epochs":3)=>("epochs":-1)""", "'epochs'")]
    [InlineData("""("epochs":3)=>("epochs":1e9999)""", "epochs")]
    [InlineData("""("batch_size":16)=>("batch_size":0)""", "'batch_size'")]
    [InlineData("""("learning_rate":0.01)=>("learning_rate":-1)""", "'learning_rate'")]
    [InlineData("""("learning_rate":0.01)=>("learning_rate":1e999)""", "'learning_rate'")]
    [InlineData("""("momentum":0)=>("momentum":1)""", "'momentum'")]
    [InlineData("""("weight_decay":0)=>("weight_decay":-0.1)""", "'weight_decay'")]
    [InlineData("""("validation":0.1)=>("validation":1.1)""", "'validation'")]
    public void A_configuration_that_is_none_is_refused_and_says_why(string text, string expected)
    {
        var path = _folder.File("config.json");
        TrainingCase.Config(3).Save(path);
        if (text.Split(")=>(") is [var from, var to])
        {
            var packed = string.Concat(File.ReadAllText(path).Where(c => !char.IsWhiteSpace(c)));
            Assert.Contains(from[1..], packed, StringComparison.Ordinal);
            text = packed.Replace(from[1..], to[..^1], StringComparison.Ordinal);
        }
        File.WriteAllText(path, text);
        var error = Assert.Throws<InvalidDataException>(() => RunConfig.Load(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
