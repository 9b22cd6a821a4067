// What depth and representation do, topic by topic: "Representation [TOPIC|all] [FOLDER]". With a folder, each topic draws its pictures
// into it as SVG files.
var topics = new Dictionary<string, Action<Pictures>>
{
    ["approximation"] = Approximation.Run,
    ["regions"] = Regions.Run,
    ["folding"] = Folding.Run,
    ["depth"] = Depth.Run,
    ["parity"] = Parity.Run,
    ["multiplication"] = Multiplication.Run,
    ["polynomials"] = Polynomials.Run,
    ["sum-product"] = SumProduct.Run,
    ["perceptron"] = Separation.RunPerceptron,
    ["polar"] = Separation.RunPolar,
};
var chosen = args.Length > 0 ? args[0] : "all";
if (chosen != "all" && !topics.ContainsKey(chosen))
{
    Console.Error.WriteLine($"There is no topic '{chosen}'. Topics: all, {string.Join(", ", topics.Keys)}.");
    return 2;
}
var pictures = new Pictures(args.Length > 1 ? args[1] : null);
foreach (var (name, run) in topics)
{
    if (chosen != "all" && chosen != name) continue;
    Console.WriteLine($"== {name}");
    run(pictures);
    Console.WriteLine();
}
return 0;
