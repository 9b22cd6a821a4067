using System.Text;

namespace Adjoint.Generators.Modules;

/// <summary>Makes PyTorch's spelling of a member's name: <c>_inProj</c> and <c>InProj</c> become <c>in_proj</c>.</summary>
internal static class StateNames
{
    // Words whose capitals stand inside the word; longer ones first.
    private static readonly string[] s_words = ["SwiGLU", "PReLU", "RReLU", "ReLU", "SiLU"];

    public static string Of(string member)
    {
        var name = member.TrimStart('_');
        foreach (var word in s_words) name = name.Replace(word, word[0] + word.Substring(1).ToLowerInvariant());
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (StartsWord(name, i)) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.Length == 0 ? member : text.ToString();
    }

    /// <summary>
    /// A word starts at a capital after a small letter or digit, and at the last capital of a run before a small letter: LSTMCell ->
    /// lstm_cell.
    /// </summary>
    private static bool StartsWord(string name, int i)
    {
        if (i == 0 || !char.IsUpper(name[i]) || name[i - 1] == '_') return false;
        return !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}
