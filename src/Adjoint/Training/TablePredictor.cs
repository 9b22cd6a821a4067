using Adjoint.Data;
using Adjoint.Nn;

namespace Adjoint.Training;

/// <summary>Predicts the rows of a table by a network and the encoder it was trained with.</summary>
public sealed class TablePredictor
{
    private const int BatchSize = 1024;

    private readonly Module<Tensor, Tensor> _model;
    private readonly TableEncoder _encoder;

    /// <summary>Puts the two together.</summary>
    /// <param name="model">Turns standardized inputs [batch, inputs] into scores of the classes, one score of the second of two classes, or
    /// standardized values.</param>
    /// <param name="encoder">Turns rows into inputs.</param>
    public TablePredictor(Module<Tensor, Tensor> model, TableEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(encoder);
        (_model, _encoder) = (model, encoder);
    }

    /// <summary>Predicts all rows.</summary>
    /// <exception cref="InvalidDataException">A column that the network needs is missing or of another kind, or a row is so far from
    /// those that were learned from that the prediction is no finite number or no date of a calendar; the message names the
    /// row.</exception>
    public TablePredictions Predict(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var noGrad = NoGrad.Begin();
        using var evaluation = EvaluationScope.Enter(_model);
        var outputs = new List<float>();
        for (var first = 0; first < table.RowCount; first += BatchSize)
        {
            int[] rows = [.. Enumerable.Range(first, Math.Min(BatchSize, table.RowCount - first))];
            var inputs = Tensor.From<float>(_encoder.Encode(table, rows), [rows.Length, _encoder.Features.Count]);
            outputs.AddRange(Scaled(_model.Forward(inputs)).ToArray<float>());
        }
        var predictions = new TablePredictions(_encoder.Target, table.RowCount, [.. outputs]);
        for (var row = 0; row < table.RowCount; row++)
            if (predictions.Problem(row) is { } problem) throw new InvalidDataException($"{table.Name}: {table.RowName(row)}: {problem}");
        return predictions;
    }

    // Scores become probabilities; values stay.
    private Tensor Scaled(Tensor output)
    {
        if (_encoder.Target is not ClassTarget) return output;
        return output.Shape[^1] == 1 ? output.Sigmoid() : output.Softmax();
    }
}
