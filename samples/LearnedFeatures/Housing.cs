using Adjoint;
using Adjoint.Losses;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Optim;
using static System.FormattableString;

/// <summary>The housing network of the lecture, structured by what is known, beside its fully connected form.</summary>
internal static class Housing
{
    private const int Sets = 5;
    private const int Starts = 10;

    public static void Run()
    {
        Console.WriteLine($"parameters: structured {new StructuredHousingNetwork().ParameterCount}, "
            + $"fully connected {new HousingNetwork().ParameterCount}");
        Console.WriteLine($"error on other houses, rmse, mean of {Sets} sets; prices spread by about 1, their noise is 0.1");
        Console.WriteLine("houses  starts  structured  fully connected");
        foreach (var (houses, starts) in new[] { (20, 1), (20, Starts), (200, 1), (200, Starts) })
        {
            var structured = MeanError(start => new StructuredHousingNetwork(start, new Constant(0.1)), houses, starts);
            var full = MeanError(start => new HousingNetwork(start, new Constant(0.1)), houses, starts);
            Console.WriteLine(Invariant($"{houses,6}  {starts,6}  {structured,10:0.000}  {full,15:0.000}"));
        }
        Console.WriteLine("From one start, three ReLU often end in a poor minimum, the structured ones the more so. With the best of ten");
        Console.WriteLine("by training error, structure stands in for examples: it has no room for what only seems to depend.");
    }

    private static double MeanError(Func<Generator, Module<Tensor, Tensor>> create, int count, int starts) =>
        Enumerable.Range(1, Sets).Average(set =>
        {
            var generator = new Generator((ulong)set);
            var (known, others) = (Houses(count, generator), Houses(500, generator));
            var trained = Enumerable.Range(1, starts).Select(start => Trained(create(new Generator((ulong)(100 * set + start))), known));
            return Error(trained.MinBy(network => Error(network, known))!, others);
        });

    private static Module<Tensor, Tensor> Trained(Module<Tensor, Tensor> network, (Tensor Inputs, Tensor Prices) houses)
    {
        var optimizer = new Adam(network.Parameters(), learningRate: 0.03);
        for (var step = 0; step < 500; step++)
        {
            optimizer.ZeroGrad();
            new MSELoss().Compute(network.Forward(houses.Inputs), houses.Prices).Backward();
            optimizer.Step();
        }
        return network;
    }

    private static double Error(Module<Tensor, Tensor> network, (Tensor Inputs, Tensor Prices) houses)
    {
        using var noGrad = NoGrad.Begin();
        return (network.Forward(houses.Inputs) - houses.Prices).Square().Mean().Sqrt().Item();
    }

    // Size, bedrooms, zip code and wealth, standardised, and prices that depend on them as the lecture says.
    private static (Tensor Inputs, Tensor Prices) Houses(int count, Generator generator)
    {
        var inputs = Tensor.RandN([count, 4], generator);
        var (size, bedrooms, zip, wealth) = (inputs[.., 0], inputs[.., 1], inputs[.., 2], inputs[.., 3]);
        var (familySize, walkable) = ((0.5 * size + bedrooms + 0.5).Relu(), (0.5 - zip).Relu());
        var schoolQuality = (wealth + 0.5 * zip + 0.5).Relu();
        var prices = familySize + walkable + schoolQuality + 0.1 * Tensor.RandN([count], generator);
        return (inputs, prices.Unsqueeze(1));
    }
}
