namespace Adjoint.Optim;

/// <summary>What is checked before a saved state replaces one's own, so that a wrong one changes nothing.</summary>
internal static class OptimizerState
{
    /// <summary>The given state must have the same names with the same shapes and element types as one's own, and no others.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Require(string owner, IReadOnlyList<KeyValuePair<string, Tensor>> own, IReadOnlyDictionary<string, Tensor> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        foreach (var (name, tensor) in own)
        {
            if (given.TryGetValue(name, out var found) && found.Type == tensor.Type) continue;
            throw new ArgumentException($"{owner}: its state needs {name} as {tensor.Type}"
                + (found is null ? ", which is missing." : $", and it is {found.Type}."), nameof(given));
        }
        if (given.Count == own.Count) return;
        var unknown = given.Keys.Except(own.Select(entry => entry.Key));
        throw new ArgumentException($"{owner}: its state has no {string.Join(", ", unknown)}: it is the state of another one.", nameof(given));
    }
}
