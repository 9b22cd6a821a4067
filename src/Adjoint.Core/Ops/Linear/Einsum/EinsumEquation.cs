using System.Globalization;

namespace Adjoint;

/// <summary>
/// The equation of an einsum, such as <c>bij,bjk->bik</c>, read for operands of given ranks: the label of each dimension of each operand
/// and of the result. A letter is its own label; the dimensions that an ellipsis stands for have the labels -1, -2, ... from its end.
/// </summary>
internal sealed class EinsumEquation
{
    private const int EllipsisMark = 0;
    private readonly string _text;

    private EinsumEquation(string text, ReadOnlySpan<Tensor> operands)
    {
        _text = text;
        var arrow = text.IndexOf("->", StringComparison.Ordinal);
        Operands = ReadOperands(arrow < 0 ? text.Length : arrow, operands);
        Result = arrow < 0 ? ImplicitResult() : ExplicitResult(arrow + 2);
    }

    /// <summary>One list of labels an operand, one label a dimension.</summary>
    public IReadOnlyList<int[]> Operands { get; }

    /// <summary>The labels of the result; each once.</summary>
    public int[] Result { get; }

    public static EinsumEquation Parse(string text, ReadOnlySpan<Tensor> operands) => new(text, operands);

    /// <summary>A label as it is written.</summary>
    public static string Write(int label) => label > 0
        ? ((char)label).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"dimension {label} of '...'");

    private List<int[]> ReadOperands(int end, ReadOnlySpan<Tensor> operands)
    {
        var lists = new List<int[]>();
        var start = 0;
        while (start <= end)
        {
            var comma = _text.IndexOf(',', start, end - start);
            var stop = comma < 0 ? end : comma;
            if (lists.Count == operands.Length)
            {
                throw Wrong(Math.Max(start - 1, 0), $"describes more operands than the {operands.Length} that were given");
            }
            lists.Add(Unfold(ReadLabels(start, stop), operands[lists.Count].Shape, lists.Count, start));
            start = stop + 1;
        }
        if (lists.Count < operands.Length) throw Wrong(end, $"describes {lists.Count} operands, and {operands.Length} were given");
        return lists;
    }

    private List<int> ReadLabels(int start, int end)
    {
        var labels = new List<int>();
        for (var i = start; i < end; i++)
        {
            var c = _text[i];
            if (char.IsAsciiLetter(c))
            {
                labels.Add(c);
            }
            else if (c == '.')
            {
                if (i + 3 > end || _text[i + 1] != '.' || _text[i + 2] != '.') throw Wrong(i, "an ellipsis has three dots, as in '...ij'");
                if (labels.Contains(EllipsisMark)) throw Wrong(i, "an operand can have one ellipsis");
                labels.Add(EllipsisMark);
                i += 2;
            }
            else if (c != ' ')
            {
                throw Wrong(i, $"'{c}' is not a label; labels are the letters a-z and A-Z");
            }
        }
        return labels;
    }

    // Puts as many labels in place of the ellipsis as the shape leaves over.
    private int[] Unfold(List<int> labels, Shape shape, int operand, int position)
    {
        var ellipsis = labels.IndexOf(EllipsisMark);
        var letters = labels.Count - (ellipsis < 0 ? 0 : 1);
        if (letters > shape.Rank || (ellipsis < 0 && letters < shape.Rank))
        {
            throw Wrong(position, $"{letters} letters cannot name the {shape.Rank} dimensions of operand {operand}, whose shape is {shape}"
                + (letters < shape.Rank ? "; '...' stands for dimensions without a letter" : ""));
        }
        if (ellipsis < 0) return [.. labels];
        return [.. labels[..ellipsis], .. EllipsisLabels(shape.Rank - letters), .. labels[(ellipsis + 1)..]];
    }

    // As in NumPy: the ellipsis first, then every letter that appears once in all, in the order of the alphabet.
    private int[] ImplicitResult()
    {
        var all = Operands.SelectMany(labels => labels).ToList();
        var letters = all.Where(label => label > 0).CountBy(label => label).Where(count => count.Value == 1).Select(count => count.Key);
        return [.. EllipsisLabels(EllipsisRank()), .. letters.Order()];
    }

    private int[] ExplicitResult(int start)
    {
        var labels = ReadLabels(start, _text.Length);
        var result = new List<int>();
        foreach (var label in labels)
        {
            if (label == EllipsisMark)
            {
                result.AddRange(EllipsisLabels(EllipsisRank()));
                continue;
            }
            var position = _text.IndexOf((char)label, start);
            if (result.Contains(label)) throw Wrong(_text.IndexOf((char)label, position + 1), $"'{(char)label}' is twice in the result");
            if (!Operands.Any(operand => operand.Contains(label))) throw Wrong(position, $"'{(char)label}' of the result is in no operand");
            result.Add(label);
        }
        return [.. result];
    }

    private int EllipsisRank() => Operands.Max(labels => labels.Count(label => label < 0));

    private static IEnumerable<int> EllipsisLabels(int count) => Enumerable.Range(0, count).Select(i => i - count);

    private ArgumentException Wrong(int position, string problem) => new(ErrorText.Of("einsum",
        $"the equation is wrong at position {position}: {problem}.\n  {_text}\n  {new string(' ', position)}^"));
}
