using Adjoint.Data;
using Adjoint.Inspect;
using Adjoint.Nn;

namespace Adjoint.Training.Tests;

public sealed class TablePredictorTests
{
    private const string Text = "x,c,y\n1,a,10\n2,b,20\n3,a,35\n4,b,40\n5,a,45.5\n";

    [Fact]
    public void Values_come_back_to_the_scale_of_the_target_and_the_coefficients_say_the_same()
    {
        var table = Table.Parse(Text);
        var encoder = TableEncoder.Fit(table, "y", [0, 1, 2, 3, 4]);
        var model = new Linear(encoder.Features.Count, 1, generator: new Generator(3));
        var predictions = new TablePredictor(model, encoder).Predict(table);
        var linear = LinearCoefficients.Of(model, encoder)!;
        Assert.Equal(["x", "c = b"], linear.Features);
        for (var row = 0; row < 5; row++)
        {
            var byHand = linear.Intercepts[0] + linear.Coefficients[0, 0] * (row + 1) + linear.Coefficients[0, 1] * (row % 2);
            Assert.Equal(byHand, predictions.Value(row), 4);
        }
        Assert.Throws<InvalidOperationException>(() => predictions.Probabilities(0));
    }

    [Fact]
    public void Probabilities_come_from_scores_of_classes_or_from_one_score_of_two()
    {
        var table = Table.Parse(Text);
        var encoder = TableEncoder.Fit(table, "c", [0, 1, 2, 3, 4]);
        foreach (var outputs in new[] { 1, 2 })
        {
            var model = new Linear(encoder.Features.Count, outputs, generator: new Generator(3));
            var predictions = new TablePredictor(model, encoder).Predict(table);
            var linear = LinearCoefficients.Of(model, encoder)!;
            Assert.Equal(["log-odds of b"], linear.Outputs);
            for (var row = 0; row < 5; row++)
            {
                var probabilities = predictions.Probabilities(row);
                Assert.Equal(1, probabilities.Sum(), 5);
                Assert.Equal(probabilities[1] > 0.5 ? "b" : "a", predictions.Text(row));
                var y = ((NumberColumn)table.Column("y")).Values[row];
                var logOdds = linear.Intercepts[0] + linear.Coefficients[0, 0] * (row + 1) + linear.Coefficients[0, 1] * y;
                Assert.Equal(1 / (1 + Math.Exp(-logOdds)), probabilities[1], 4);
            }
            Assert.Throws<InvalidOperationException>(() => predictions.Value(0));
        }
    }

    [Fact]
    public void Predictions_are_written_as_CSV_that_can_be_read()
    {
        var table = Table.Parse("x,c\n1,\"a, b\"\n2,c\n3,\"a, b\"\n");
        var encoder = TableEncoder.Fit(table, "c", [0, 1, 2]);
        var predictions = new TablePredictor(new Linear(1, 2, generator: new Generator(1)), encoder).Predict(table);
        using var writer = new StringWriter();
        predictions.WriteCsv(writer, table.Column("c"));
        var written = Table.Parse(writer.ToString());
        Assert.Equal(["row", "c", "prediction", "p(a, b)", "p(c)"], written.Columns.Select(column => column.Name));
        Assert.Equal("a, b", written.Column("c").Text(0));
        Assert.Throws<ArgumentException>(() => predictions.WriteCsv(writer, new NumberColumn("n", [1])));
    }

    [Fact]
    public void Only_one_linear_layer_has_coefficients()
    {
        var encoder = TableEncoder.Fit(Table.Parse(Text), "y", [0, 1, 2, 3, 4]);
        Assert.Null(LinearCoefficients.Of(new Sequential(new Linear(2, 3), new Linear(3, 1)), encoder));
        Assert.Null(LinearCoefficients.Of(new Linear(5, 1), encoder));
    }

    [Fact]
    public void A_prediction_that_is_no_number_or_no_date_is_refused_by_its_row_before_anything_is_written()
    {
        var dates = Table.Parse("x,y\n1,2020-01-01\n2,2021-01-01\n4,2022-01-01\n3e7,\n");
        var encoder = TableEncoder.Fit(dates, "y", [0, 1, 2]);
        Refused("t: row 4 (line 5): the prediction of 'y' is ", encoder, Table.Parse("x\n1\n2\n4\n3e7\n", name: "t"), 1);
        var values = TableEncoder.Fit(Table.Parse(Text), "y", [0, 1, 2, 3, 4]);
        Refused("t: row 2 (line 3): the prediction of 'y' is ", values, Table.Parse("x,c\n1,a\n2e38,b\n", name: "t"), 1e10f);

        static void Refused(string expected, TableEncoder encoder, Table table, float weight)
        {
            var model = new Linear(encoder.Features.Count, 1, generator: new Generator(3));
            model.LoadState(model.State().ToDictionary(entry => entry.Key, entry => Tensor.Full(entry.Value.Shape, weight)));
            Assert.StartsWith(expected, Assert.Throws<InvalidDataException>(() =>
                new TablePredictor(model, encoder).Predict(table)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Identifiers_do_not_take_the_names_of_other_columns_and_texts_are_no_formulas()
    {
        var table = Table.Parse("x,c\n1,=f()\n2,-1\n3,-1\n");
        var encoder = TableEncoder.Fit(table, "c", [0, 1, 2]);
        var predictions = new TablePredictor(new Linear(1, 2, generator: new Generator(1)), encoder).Predict(table);
        using var writer = new StringWriter();
        predictions.WriteCsv(writer, new TextColumn("row", ["@a", "-007", "+x"]), new TextColumn("prediction", ["=1+1", "a=b", "-"]),
            new TextColumn("p(-1)", ["1", "2", "3"]));
        var lines = writer.ToString().Split('\n');
        Assert.Equal("row,id:row,id:prediction,id:p(-1),prediction,p(-1),p(=f())", lines[0]);
        Assert.StartsWith("1,'@a,'=1+1,1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2,-007,a=b,2,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("3,'+x,'-,3,", lines[3], StringComparison.Ordinal);
        Assert.All(lines[1..4], line => Assert.Contains(line.Split(',')[4], new[] { "-1", "'=f()" }));
    }
}
