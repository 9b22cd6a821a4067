using Adjoint.Losses;

namespace Adjoint.Training;

/// <summary>The losses of values against values that have names on the command line.</summary>
public static class ValueLoss
{
    /// <summary>The loss that is taken where none is named.</summary>
    public const string Usual = "mse";

    private static readonly (string Name, Func<Loss> Create)[] s_losses =
    [
        (Usual, () => new MSELoss()),
        ("l1", () => new L1Loss()),
        ("huber", () => new HuberLoss()),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_losses.Select(loss => loss.Name)];

    /// <summary>The loss of this name; case does not count.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static Loss Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var loss in s_losses)
        {
            if (loss.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return loss.Create();
        }
        throw new UnknownNameException("loss", name, Names);
    }
}
