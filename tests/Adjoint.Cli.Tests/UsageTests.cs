namespace Adjoint.Cli.Tests;

public sealed class UsageTests
{
    private const int Usage = 2;

    public static TheoryData<string, string[]> Mistakes => new()
    {
        { "", ["--help"] },
        { "trian mlp", ["there is no verb 'trian'.\nadjoint: did you mean 'train'?\n"] },
        { "train", ["MODEL"] },
        { "train lenet6", ["Unknown model 'lenet6'", "'lenet5'"] },
        { "train mlp --data mnits", ["Unknown data set 'mnits'", "'mnist'"] },
        { "train mlp --optimizer adma", ["Unknown optimizer 'adma'", "'adam'"] },
        { "train mlp --schedule liner", ["Unknown schedule 'liner'", "'linear'"] },
        { "train mlp --epoch 3", ["--epoch", "'--epochs'"] },
        { "train mlp extra", ["extra"] },
        { "train mlp --lr", ["--lr"] },
        { "train mlp --epochs abc", ["--epochs takes a whole number of at least 0, and 'abc' is none"] },
        { "train mlp --epochs -1", ["--epochs", "'-1'"] },
        { "train mlp --epochs 1.5", ["--epochs", "'1.5'"] },
        { "train mlp --batch-size 0", ["--batch-size", "from 1 to"] },
        { "train mlp --lr nan", ["--lr", "'nan'"] },
        { "train mlp --lr -0.1", ["--lr", "'-0.1'"] },
        { "train mlp --momentum 1", ["--momentum"] },
        { "train mlp --weight-decay -1", ["--weight-decay"] },
        { "train mlp --validation 1", ["--validation"] },
        { "train mlp --seed -3", ["--seed", "'-3'"] },
        { "train mlp --task regresion", ["Unknown task 'regresion'", "'regression'"] },
        { "train mlp --loss mce", ["Unknown loss 'mce'", "'mse'"] },
        { "train mlp --loss mse", ["--loss is for tasks of values", "classification"] },
        { "train mlp --task reconstruction --class-weights balanced", ["--class-weights is for tasks of classes", "reconstruction"] },
        { "train mlp --class-weights even", ["'even'", "none, balanced"] },
        { "train mlp --label-smoothing 2", ["--label-smoothing", "from 0 to 1"] },
        { "train mlp --l1 -1", ["--l1"] },
        { "train mlp --l2 nan", ["--l2"] },
        { "train mlp --clip-norm 0", ["--clip-norm"] },
        { "train mlp --clip-value -1", ["--clip-value"] },
        { "train mlp --average 1", ["--average"] },
        { "train mlp --augment corp", ["Unknown augmentation 'corp'", "'crop'"] },
        { "train mlp --augment crop,flip:x", ["--augment crop,flip:x", "flip:P exchanges left and right"] },
        { "train mlp --data mnist --augment crop:99", ["crop:99", "at most 27"] },
        { "train mlp --augment flip:2", ["--augment flip:2", "a probability is from 0 to 1"] },
        { "train mlp --normalize pixels", ["'pixels'", "none, channels"] },
        { "train mlp --patience 0", ["--patience", "at least 1"] },
        { "train mlp --min-improvement 0.1", ["--min-improvement", "--patience"] },
        { "train mlp --task reconstruction --require test_acc>=0.5", ["Unknown metric 'test_acc'", "test_rmse"] },
        { "train mlp --threads 0", ["--threads"] },
        { "train mlp --progress fancy", ["'fancy'", "auto, bar, plain, none"] },
        { "train mlp --progress 1", ["'1'"] },
        { "train mlp --hidden 64,x", ["--hidden 64,x: 'x' is no width"] },
        { "train mlp --hidden 64,", ["'' is no width"] },
        { "train mlp --hidden 0", ["'0' is no width"] },
        { "train mlp --activation rleu", ["Unknown activation 'rleu'", "'relu'"] },
        { "train mlp --norm bacth", ["Unknown normalisation 'bacth'", "'batch'"] },
        { "train mlp --dropout 1", ["--dropout"] },
        { "train lenet5 --hidden 64", ["--hidden says nothing to lenet5", "mlp"] },
        { "train softmax --activation relu", ["--activation says nothing to softmax"] },
        { "train mlp --require test_ac>=0.5", ["'test_ac'", "'test_acc'"] },
        { "train mlp --require test_acc", ["METRIC>=X"] },
        { "summary lenet", ["Unknown model 'lenet'"] },
        { "graph lenet6", ["'lenet6' is neither a network nor a formula", "Did you mean 'lenet5'?", "sin(x1) * x2"] },
        { "graph lenet-5", ["Did you mean 'lenet5'?"] },
        { "graph zzz", ["'zzz' is neither a network nor a formula"] },
        { "graph sin(", ["sin("] },
        { "graph mlp --collapse 0", ["--collapse", "from 1"] },
        { "graph mlp --collapse 1 --full", ["exclude each other"] },
        { "graph x*y --collapse 1", ["a formula has no modules"] },
        { "graph mlp --granularity fine", ["'fine'", "complex, elementary"] },
        { "gradcheck sinn", ["Unknown operation, layer or model 'sinn'"] },
        { "data get mnits", ["Unknown data set 'mnits'"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_on_the_command_line_is_told_and_nothing_is_made(string line, string[] texts)
    {
        using var cli = new Cli();
        var result = cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AssertFails(Usage, texts);
        Assert.Empty(result.Output.Trim());
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(cli.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("train", "--resume <RUN>")]
    [InlineData("train", "Without it, digits that the program draws")]
    [InlineData("eval", "RUN")]
    [InlineData("eval", "Without it, that of the run.")]
    [InlineData("predict", "PGM")]
    [InlineData("summary", "lenet5")]
    [InlineData("gradcheck", "NAME")]
    [InlineData("graph", "--collapse")]
    [InlineData("trace", "--at <NAME=NUMBER,...>")]
    [InlineData("data", "get")]
    public void Every_verb_has_help(string verb, string text)
    {
        using var cli = new Cli();
        Assert.Contains(text, cli.Run(verb, "--help").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains(verb, cli.Run("--help").AssertExit(0).Output, StringComparison.Ordinal);
    }
}
