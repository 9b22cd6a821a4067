using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>Writes a tensor the way NumPy and PyTorch do: nested brackets, aligned columns, one number format.</summary>
internal sealed class TensorPrinter
{
    private const string Opening = "tensor(";
    private const string Gap = "...";
    private const int LineWidth = 80;

    // Of a tensor with more elements than this only the ends of each dimension are shown.
    private const int Threshold = 1000;
    private const int EdgeItems = 3;

    // Stands for the gap among the shown indices of a dimension.
    private const int Omitted = -1;

    private readonly Tensor _tensor;
    private readonly StringBuilder _text = new();
    private NumberFormat _format = NumberFormat.Short;
    private int _width;

    public TensorPrinter(Tensor tensor) => _tensor = tensor;

    public string Print()
    {
        _text.Clear().Append(Opening);
        if (_tensor.ElementCount == 0)
        {
            _text.Append("[]");
        }
        else
        {
            var positions = ShownPositions(0, _tensor.Offset).ToList();
            if (_tensor.DType.IsFloat && _tensor.Storage.TextAt(positions[0]) is null) _format = NumberFormat.For(positions.Select(Real));
            _width = positions.Max(position => ElementText(position).Length);
            Append(0, _tensor.Offset);
        }
        return _text.Append(", ").Append(_tensor.Type).Append(')').ToString();
    }

    /// <summary>The first elements, each in its shortest form, on one line.</summary>
    public string PrintFirst(int count)
    {
        _format = NumberFormat.Short;
        var first = _tensor.ElementCount == 0 ? [] : ShownPositions(0, _tensor.Offset).Take(count).Select(ElementText);
        return $"[{string.Join(", ", first)}{(_tensor.ElementCount > count ? ", " + Gap : "")}]";
    }

    private void Append(int dim, int position)
    {
        if (dim == _tensor.Rank)
        {
            _text.Append(ElementText(position).PadLeft(_width));
            return;
        }
        _text.Append('[');
        if (dim == _tensor.Rank - 1) AppendRow(dim, position);
        else AppendRows(dim, position);
        _text.Append(']');
    }

    private void AppendRow(int dim, int position)
    {
        var perLine = Math.Max(1, (LineWidth - Opening.Length - _tensor.Rank) / (_width + ", ".Length));
        var column = 0;
        foreach (var index in ShownIndices(dim))
        {
            if (column > 0) _text.Append(column % perLine == 0 ? "," : ", ");
            if (column > 0 && column % perLine == 0) NewLines(1, dim);
            if (index == Omitted) _text.Append(Gap.PadLeft(_width));
            else Append(dim + 1, position + index * _tensor.Strides[dim]);
            column++;
        }
    }

    // Matrices of a higher-dimensional tensor are set apart by empty lines.
    private void AppendRows(int dim, int position)
    {
        var isFirst = true;
        foreach (var index in ShownIndices(dim))
        {
            if (!isFirst)
            {
                _text.Append(',');
                NewLines(_tensor.Rank - 1 - dim, dim);
            }
            isFirst = false;
            if (index == Omitted) _text.Append(Gap);
            else Append(dim + 1, position + index * _tensor.Strides[dim]);
        }
    }

    private void NewLines(int count, int dim) => _text.Append('\n', count).Append(' ', Opening.Length + dim + 1);

    private IEnumerable<int> ShownIndices(int dim)
    {
        var size = _tensor.Shape[dim];
        if (_tensor.ElementCount <= Threshold || size <= 2 * EdgeItems) return Enumerable.Range(0, size);
        return [.. Enumerable.Range(0, EdgeItems), Omitted, .. Enumerable.Range(size - EdgeItems, EdgeItems)];
    }

    private IEnumerable<int> ShownPositions(int dim, int position) => dim == _tensor.Rank
        ? [position]
        : ShownIndices(dim).Where(index => index != Omitted)
            .SelectMany(index => ShownPositions(dim + 1, position + index * _tensor.Strides[dim]));

    private string ElementText(int position) => _tensor.Storage.TextAt(position) ?? _tensor.DType switch
    {
        DType.Int64 => At<long>(position).ToString(CultureInfo.InvariantCulture),
        DType.UInt8 => At<byte>(position).ToString(CultureInfo.InvariantCulture),
        DType.Bool => At<bool>(position) ? "true" : "false",
        _ => _format.Text(Real(position)),
    };

    private double Real(int position) => _tensor.DType == DType.Float32 ? At<float>(position) : At<double>(position);

    private T At<T>(int position) where T : unmanaged => ((Storage<T>)_tensor.Storage).Span[position];
}
