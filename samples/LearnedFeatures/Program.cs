// What a network learns below its last layer, and what it is good for, topic by topic: "LearnedFeatures [TOPIC|all]". With MNIST and
// Fashion-MNIST where ADJOINT_DATA says, on them; else on digits that the program draws.
var topics = new Dictionary<string, Action>
{
    ["housing"] = Housing.Run,
    ["pretraining"] = Pretraining.Run,
    ["transfer"] = Transfer.Run,
};
var chosen = args.Length > 0 ? args[0] : "all";
if (chosen != "all" && !topics.ContainsKey(chosen))
{
    Console.Error.WriteLine($"There is no topic '{chosen}'. Topics: all, {string.Join(", ", topics.Keys)}.");
    return 2;
}
foreach (var (name, run) in topics)
{
    if (chosen != "all" && chosen != name) continue;
    Console.WriteLine($"== {name}");
    run();
    Console.WriteLine();
}
return 0;
