using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>The twin of a case in one variant and form.</summary>
internal sealed class PeerWork(PeerProcess process, TimedCase work, string form, double sampleSeconds) : IContestant
{
    public string Name => form.Length == 0 ? process.Variant.Name : $"{process.Variant.Name}, {form}";

    public void Prepare() => process.Ask(new JsonObject
    {
        ["do"] = "prepare",
        ["name"] = work.Name,
        ["config"] = work.Config.DeepClone(),
        ["form"] = form,
        ["calls"] = work.CallsPerRun,
        ["seconds"] = sampleSeconds,
    });

    public double Sample()
    {
        var answer = process.Ask(new JsonObject { ["do"] = "sample", ["form"] = form });
        return answer["seconds"]!.GetValue<double>() * work.Unit.PerSecond;
    }
}
