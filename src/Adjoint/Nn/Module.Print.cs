using System.Globalization;
using System.Text;

namespace Adjoint.Nn;

public abstract partial class Module
{
    /// <summary>
    /// The hyper-parameters as the printed tree shows them, such as <c>inFeatures: 784, outFeatures: 10</c>; empty for none.
    /// </summary>
    protected internal virtual string Hyperparameters => "";

    /// <summary>
    /// The module tree, one module a line, with the number of parameters in each; what is shared is counted where it stands first.
    /// </summary>
    public override string ToString()
    {
        var lines = ModuleTree.Walk(this).Select(place => (Text: TextOf(place), Count: CountOf(place))).ToList();
        var textWidth = lines.Max(line => line.Text.Length);
        var countWidth = lines.Max(line => line.Count.Length);
        var tree = new StringBuilder();
        foreach (var (text, count) in lines)
        {
            var isRoot = tree.Length == 0;
            if (!isRoot) tree.Append('\n');
            tree.Append(text);
            if (count.Length == 0) continue;
            tree.Append(' ', textWidth - text.Length + 2).Append(count.PadLeft(countWidth));
            if (isRoot) tree.Append(" parameters");
        }
        return tree.ToString();
    }

    private static string TextOf(ModulePlace place)
    {
        var module = place.Module;
        var indent = new string(' ', 2 * place.Depth);
        var name = place.Name.Length == 0 ? "" : $"{place.Name}: ";
        var hyperparameters = module.Hyperparameters.Length == 0 ? "" : $"({module.Hyperparameters})";
        var shared = place.FirstPath is null ? "" : $", shared with {place.FirstPath}";
        return $"{indent}{name}{module.TypeName}{hyperparameters}{shared}";
    }

    private static string CountOf(ModulePlace place)
    {
        var count = place.FirstPath is null ? place.Module.ParameterCount : 0;
        return count == 0 ? "" : count.ToString("N0", CultureInfo.InvariantCulture);
    }
}
