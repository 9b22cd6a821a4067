using Adjoint.Losses;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Cli.Commands;

/// <summary><c>gradcheck MODEL</c>: the gradient of a network's loss at random inputs, on a sample of its parameters.</summary>
internal static class GradcheckModel
{
    private const int Classes = 10;
    private const int Examples = 2;

    // Some seconds for the largest of the named models.
    private const int Entries = 200;

    public static bool Passes(ModelEntry entry)
    {
        var generator = new Generator(1);
        // The smallest images: derivatives are the same, and a network for photographs takes seconds and not hours.
        var shape = entry.LeastImageSize is { } least ? [entry.InputShape[0], least, least] : entry.InputShape;
        var model = entry.Create(new ModelSettings(shape, Classes), generator);
        // Dropout has no gradient that two evaluations could agree on.
        model.Eval();
        var input = Tensor.Rand([Examples, .. shape], generator, DType.Float64);
        var targets = Tensor.RandInt(0, Classes, [Examples], generator);
        // An autoencoder is judged by how well it tells the input again, any other network as a classifier.
        var (name, loss) = entry.Tasks is ["reconstruction"]
            ? ("squared error", new Func<Tensor, Tensor>(output => new MSELoss().Compute(output, input)))
            : ("cross-entropy", scores => new CrossEntropyLoss().Compute(scores, targets));
        var result = ModelCheck.Run(model, input, loss, Entries);
        StandardStreams.Output.WriteLine($"{(result.Passed ? "ok    " : "FAILED")}  model {entry.Name}: "
            + $"the {name} of {Examples} random examples, by parameters and input");
        StandardStreams.Output.WriteLine($"        {result}");
        return result.Passed;
    }
}
