namespace Adjoint.Data.Tests;

public sealed class TableEncoderTests
{
    private const string Houses = """
        id,rooms,colour,same,when,code,price
        1,2,red,x,2020-01-01,a1,10
        2,4,red,x,2020-01-02,a2,20.5
        3,,blue,x,2020-01-03,a3,30
        4,6,,x,2020-01-04,a4,40
        5,8,blue,x,2020-01-05,a5,50
        6,100,green,y,2020-01-06,a6,1000
        """;

    [Fact]
    public void Numbers_are_filled_with_the_median_and_standardized_and_texts_become_inputs_of_0_and_1()
    {
        var encoder = TableEncoder.Fit(Table.Parse(Houses), "price", [0, 1, 2, 3, 4]);
        Assert.Equal(["rooms", "colour = red", "colour is missing", "when"], encoder.Features);
        var rooms = Assert.IsType<NumberSchema>(encoder.Columns[0]);
        // 2, 4, 6, 8: the median 5 fills the gap.
        Assert.Equal([5, 5, 1], [rooms.Median, rooms.Mean, rooms.Missing]);
        Assert.Equal(2, rooms.StandardDeviation, 12);
        var inputs = encoder.Encode(Table.Parse(Houses), [0, 2, 3]);
        Assert.Equal([-1.5f, 1, 0, 0, 0, 0, 0.5f, 0, 1], [.. inputs[..3], .. inputs[4..7], .. inputs[8..11]]);
    }

    [Fact]
    public void Nothing_is_learned_from_rows_that_are_not_trained_on()
    {
        var changed = Houses.Replace("6,100,green,y", "6,-9e9,violet,z", StringComparison.Ordinal);
        Assert.Equal(TableEncoder.Fit(Table.Parse(Houses), "price", [0, 1, 2, 3, 4]).ToJson(),
            TableEncoder.Fit(Table.Parse(changed), "price", [0, 1, 2, 3, 4]).ToJson());
    }

    [Fact]
    public void Identifiers_and_constant_columns_are_left_out_and_the_reason_is_kept()
    {
        var encoder = TableEncoder.Fit(Table.Parse(Houses), "price", [0, 1, 2, 3, 4]);
        Assert.Equal(["id: a number of its own in every row, as an identifier has", "same: 'x' in every training row",
            "code: a text of its own in every row, as an identifier has"],
                encoder.Dropped.Select(column => $"{column.Name}: {column.Reason}"));
        var kept = TableEncoder.Fit(Table.Parse(Houses), "price", [0, 1, 2, 3, 4], options: new EncoderOptions { Kept = ["id", "code"] });
        Assert.Equal(["same"], kept.Dropped.Select(column => column.Name));
    }

    [Fact]
    public void A_second_input_can_say_where_numbers_were_missing()
    {
        var encoder = TableEncoder.Fit(Table.Parse(Houses), "price", [0, 1, 2, 3, 4],
            options: new EncoderOptions { HasMissingIndicators = true });
        Assert.Equal(["rooms", "rooms is missing"], encoder.Features.Take(2));
        var width = encoder.Features.Count;
        var inputs = encoder.Encode(Table.Parse(Houses), [1, 2]);
        Assert.Equal([0, 1], [inputs[1], inputs[width + 1]]);
    }

    [Fact]
    public void Rare_categories_are_taken_together_and_new_ones_with_them()
    {
        var text = "c,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{"aabbbccccc"[i % 10]},{i}.5\n")) + "d,1\ne,2\nf,3\n";
        var encoder = TableEncoder.Fit(Table.Parse(text), "y", [.. Enumerable.Range(0, 43)]);
        var schema = Assert.IsType<CategorySchema>(encoder.Columns[0]);
        Assert.Equal(("c", true, 3), (schema.Reference, schema.HasOther, schema.Grouped));
        Assert.Equal(["c = a", "c = b", "c = any other"], encoder.Features);
        var news = Table.Parse("c\nnew\nc\nd\nb\n", encoder.ReadOptions(new CsvOptions(), withTarget: false));
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0], encoder.Encode(news, [0, 1, 2, 3]));
        Assert.Contains("2 categories ('new', 'd')", encoder.Remarks(news).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_limit_the_least_frequent_categories_are_taken_together()
    {
        var text = "c,y\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{(char)('a' + i % 10)},{i}.5\n"));
        var options = new EncoderOptions { MostCategories = 4 };
        var encoder = TableEncoder.Fit(Table.Parse(text), "y", [.. Enumerable.Range(0, 200)], options: options);
        Assert.Equal(["c = b", "c = c", "c = d", "c = any other"], encoder.Features);
    }

    [Fact]
    public void A_new_category_without_a_place_is_taken_for_the_most_frequent_and_this_is_said()
    {
        var encoder = TableEncoder.Fit(Table.Parse("c,y\na,1\na,2\nb,3\nb,4.5\na,5\n"), "y", [0, 1, 2, 3, 4]);
        var news = Table.Parse("c\nz\n\"\"\n", encoder.ReadOptions(new CsvOptions(), withTarget: false));
        Assert.Equal([0, 0], encoder.Encode(news, [0, 1]));
        var remark = encoder.Remarks(news).Single();
        Assert.Contains("('z') not in the training rows, taken for 'a'", remark, StringComparison.Ordinal);
        Assert.Contains("1 missing value, the first in row 2 (line 3), taken for 'a'", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_far_from_all_others_is_told()
    {
        var encoder = TableEncoder.Fit(Table.Parse("x,y\n1,1\n2,2\n3,3.5\n"), "y", [0, 1, 2]);
        Assert.Equal(["column 'x': 1E+30 in row 2 (line 3) is 1.22E+30 standard deviations from the mean of the training rows, which may be a "
            + "mistake"], encoder.Remarks(Table.Parse("x\n2\n1e30\n")));
    }

    [Fact]
    public void What_was_learned_survives_JSON()
    {
        foreach (var target in new[] { "price", "colour" })
        {
            var encoder = TableEncoder.Fit(Table.Parse(Houses), target, [0, 1, 2, 4]);
            var copy = TableEncoder.FromJson(encoder.ToJson());
            Assert.Equal(encoder.ToJson(), copy.ToJson());
            Assert.Equal(encoder.Encode(Table.Parse(Houses), [0, 1, 5]), copy.Encode(Table.Parse(Houses), [0, 1, 5]));
        }
    }

    [Theory]
    [InlineData("\"standard_deviation\": 2", "\"standard_deviation\": 0")]
    [InlineData("\"v\": 1", "\"v\": 2")]
    [InlineData("\"median\": 5", "\"median\": null")]
    [InlineData("\"type\": \"number\"", "\"type\": \"nonsense\"")]
    [InlineData("\"columns\": [", "\"columnz\": [")]
    public void JSON_that_someone_changed_is_refused(string from, string to)
    {
        var json = TableEncoder.Fit(Table.Parse(Houses), "price", [0, 1, 2, 3, 4]).ToJson();
        Assert.Contains(from, json, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => TableEncoder.FromJson(json.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_column_that_is_needed_and_missing_is_named_with_the_nearest()
    {
        var encoder = TableEncoder.Fit(Table.Parse(Houses), "price", [0, 1, 2, 3, 4]);
        var other = Table.Parse("room,colour,when\n1,red,2020-01-01\n", encoder.ReadOptions(new CsvOptions(), withTarget: false));
        var message = Assert.Throws<InvalidDataException>(() => encoder.Encode(other, [0])).Message;
        Assert.Contains("no column 'rooms'", message, StringComparison.Ordinal);
        Assert.Contains("Is it 'room'?", message, StringComparison.Ordinal);
        Assert.Contains("holds texts", Assert.Throws<InvalidDataException>(() =>
            encoder.Encode(Table.Parse("rooms,colour,when\nx,red,2020-01-01\ny,red,2020-01-02\n"), [0])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,a,b,a,c", TargetKind.Classes)]
    [InlineData("0,1,0,1,1,0", TargetKind.Classes)]
    [InlineData("1,2,3,4,5,6", TargetKind.Values)]
    [InlineData("0.5,1,0.5,1,1,0.5", TargetKind.Values)]
    public void Texts_and_few_whole_numbers_are_classes_and_other_numbers_are_values(string target, TargetKind expected)
    {
        var table = Table.Parse("x,y\n" + string.Concat(target.Split(',').Select((value, i) => $"{i}.5,{value}\n")));
        Assert.Equal(expected, TableEncoder.Fit(table, "y", [0, 1, 2, 3, 4, 5]).Target.TargetKind);
        if (expected == TargetKind.Classes && target[0] == '0')
        {
            var schema = TableEncoder.Fit(table, "y", [0, 1, 2], TargetKind.Values).Target;
            Assert.Equal(1 / 3.0, Assert.IsType<ValueTarget>(schema).Mean, 12);
        }
    }

    [Theory]
    [InlineData("x,y\n", "y", null, "no rows")]
    [InlineData("x,y\n1,\n2,\n", "y", null, "the target 'y' is missing in every row")]
    [InlineData("x,y\n1,a\n2,a\n", "y", null, "'y' is 'a' in every row: with one class")]
    [InlineData("x,y\n1,5\n2,5\n", "y", null, "'y' is 5 in every row")]
    [InlineData("x,y\n1,a\n2,b\n", "y", TargetKind.Values, "row 1 (line 2), column 'y': found \"a\"")]
    [InlineData("x,y\n1,1.5\n2,2.5\n3,3.5\n", "y", TargetKind.Classes, "too many for classes")]
    [InlineData("x,y\n1,1\n1,2\n", "y", null, "no column is left to predict 'y' from: 'x' is left out ('1' in every training row)")]
    [InlineData("y\n1\n2\n", "y", null, "no column is left")]
    public void A_table_with_nothing_to_learn_is_refused(string text, string target, TargetKind? task, string expected)
    {
        var table = Table.Parse(text);
        var message = Assert.Throws<InvalidDataException>(() =>
            TableEncoder.Fit(table, target, [.. Enumerable.Range(0, table.RowCount)], task)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_overflows_single_precision_once_it_is_standardized_is_refused_by_its_own_row_and_column()
    {
        var table = Table.Parse("z,x,y\n1,0.001,1\n2,0.002,2\n4,0.003,3.5\n5,2e38,3\n");
        var encoder = TableEncoder.Fit(table, "y", [0, 1, 2]);
        Assert.Contains("row 4 (line 5), column 'x': found 2E+38",
            Assert.Throws<InvalidDataException>(() => encoder.Encode(table, [1, 3])).Message, StringComparison.Ordinal);
        Assert.All(encoder.Encode(table, [0, 1, 2]), value => Assert.True(float.IsFinite(value)));
    }
}
