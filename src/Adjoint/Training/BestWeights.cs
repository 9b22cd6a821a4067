using Adjoint.IO;
using Adjoint.Nn;

namespace Adjoint.Training;

/// <summary>The weights of the best epoch so far: in the run folder, or in memory if they are wanted back and there is none.</summary>
internal sealed class BestWeights(Module model, RunFolder? folder, bool isWantedBack)
{
    private Dictionary<string, Tensor>? _kept;

    /// <summary>Keeps the present weights as the best ones.</summary>
    public void Keep()
    {
        if (folder is not null) Safetensors.Save(folder.BestWeightsFile, model.State());
        else if (isWantedBack) _kept = model.State().ToDictionary(entry => entry.Key, entry => entry.Value.Detach().Clone());
    }

    /// <summary>Gives them back to the network if they are wanted and there are any.</summary>
    public void Restore()
    {
        if (!isWantedBack) return;
        if (_kept is not null) model.LoadState(_kept);
        else if (folder is not null && File.Exists(folder.BestWeightsFile)) folder.LoadWeights(model);
    }
}
