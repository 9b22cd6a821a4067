using Activations;
using Adjoint;
using Adjoint.Backends;

// What the lectures say for and against each activation, as figures: range, mean output for normal input, share of flat inputs, units that
// died in training, cost. With a number, as in `dotnet run -- 0.5`, that learning rate instead of the high one.
var learningRate = args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 2.0;
Backend.Threads = 1;
var figures = Candidate.All.Select(candidate => Figures.Of(candidate, learningRate)).ToArray();
var relu = figures.Single(row => row.Name == "ReLU");

Console.WriteLine("from, to    outputs for inputs from -10,000 to 10,000");
Console.WriteLine("mean        of the outputs for normal input");
Console.WriteLine("flat        inputs of standard deviation 1 and 4 at which the derivative is within 0.01 of 0");
Console.WriteLine(FormattableString.Invariant(
    $"dead        hidden units flat at every example after training at learning rate {learningRate}"));
Console.WriteLine("ns          forward and backward, an element, one thread");
Console.WriteLine();
Console.WriteLine("activation        from        to    mean  flat(1)  flat(4)      dead          ns");
foreach (var row in figures) Console.WriteLine(row.Line);
Console.WriteLine();
foreach (var row in figures) Console.WriteLine($"{row.Name,-12} {string.Join("; ", row.Judgements(relu.Nanoseconds))}");
