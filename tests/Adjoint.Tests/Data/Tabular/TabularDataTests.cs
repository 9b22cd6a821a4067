using System.Globalization;
using static System.FormattableString;

namespace Adjoint.Data.Tests;

public sealed class TabularDataTests
{
    private static readonly Table s_table = Table.Parse("id,x,c,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
        FormattableString.Invariant($"r{i},{i * 37 % 60},{"uvw"[i % 3]},{(i == 5 ? "" : $"{2 * (i * 37 % 60)}.5")}\n"))), name: "t");

    [Fact]
    public void Rows_with_a_target_are_split_and_encoded_and_targets_standardized()
    {
        var data = TabularData.Prepare(s_table, "y", new TabularOptions { TestFraction = 0.25, ValidationFraction = 0.2 });
        Assert.Equal([35, 9, 15], new[] { data.Train.Count, data.Validation.Count, data.Test.Count });
        Assert.DoesNotContain(5, data.Split.Train.Concat(data.Split.Validation).Concat(data.Split.Test));
        Assert.Equal(["x", "c = ", "c = "], data.Train.Features.Select(name => name[..Math.Min(name.Length, 4)]));
        var (inputs, targets) = (new float[35 * 3], new float[35]);
        data.Train.Read([.. Enumerable.Range(0, 35)], inputs, targets);
        // y = 2 x + 0.5: both standardized are the same.
        Assert.All(Enumerable.Range(0, 35), i => Assert.Equal(inputs[3 * i], targets[i], 5));
        Assert.Equal(0, targets.Average(), 5);
        var target = Assert.IsType<ValueTarget>(data.Encoder.Target);
        Assert.Equal(2.0 * (data.Split.Train[0] * 37 % 60) + 0.5, target.Restore(targets[0]), 4);
        Assert.All((string[])["60 rows, 4 columns", "1 row without a target left out, the first row 6 (line 7)", "column 'id' is left out"],
            text => Assert.Contains(data.Notes, note => note.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Classes_have_their_share_of_each_part()
    {
        var data = TabularData.Prepare(s_table, "c", new TabularOptions { TestFraction = 0.2, ValidationFraction = 0.25 });
        Assert.Equal(["u", "v", "w"], data.Test.Classes);
        foreach (var (set, share) in new[] { (data.Train, 12), (data.Validation, 4), (data.Test, 4) })
        {
            var classes = new long[set.Count];
            set.Read([.. Enumerable.Range(0, set.Count)], new float[set.Count * set.InputLength], classes);
            Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(share, classes.Count(own => own == c)));
        }
    }

    [Fact]
    public void Folds_are_encoded_by_their_own_rows_and_leave_the_test_part_alone()
    {
        var data = TabularData.Prepare(s_table, "y");
        var folds = data.Folds(4).ToArray();
        Assert.Equal([1, 2, 3, 4], folds.Select(fold => fold.Number));
        Assert.Equal(data.Train.Count + data.Validation.Count, folds.Sum(fold => fold.HeldOut.Count));
        Assert.Equal(4, folds.Select(fold => ((NumberSchema)fold.Encoder.Columns[0]).Mean).Distinct().Count());
        Assert.Throws<InvalidDataException>(() => data.Folds(100));
    }

    [Fact]
    public void The_rows_that_a_fold_validates_on_are_not_learned_from()
    {
        var data = TabularData.Prepare(s_table, "y", new TabularOptions { ValidationFraction = 0.25 });
        foreach (var fold in data.Folds(4))
        {
            Assert.Equal(data.Train.Count + data.Validation.Count, fold.Train.Count + fold.Validation.Count + fold.HeldOut.Count);
            Assert.InRange(fold.Validation.Count, 8, 9);
            var (inputs, targets) = (new float[fold.Train.Count * fold.Train.InputLength], new float[fold.Train.Count]);
            fold.Train.Read([.. Enumerable.Range(0, fold.Train.Count)], inputs, targets);
            Assert.Equal(0, inputs.Where((_, i) => i % fold.Train.InputLength == 0).Average(), 5);
        }
    }

    [Fact]
    public void Other_tables_are_encoded_by_what_was_learned()
    {
        var data = TabularData.Prepare(s_table, "c");
        var other = TabularData.Encode(data.Encoder, Table.Parse("y,x,c\n1,2,w\n3,4,u\n5,6,?\n"));
        Assert.Equal(2, other.Count);
        var targets = new long[2];
        other.Read([0, 1], new float[2 * other.InputLength], targets);
        Assert.Equal([2, 0], targets);
        Assert.Contains("row 1 (line 2), column 'c': found \"z\", expected one of the classes",
            Assert.Throws<InvalidDataException>(() => TabularData.Encode(data.Encoder, Table.Parse("y,x,c\n1,2,z\n"))).Message,
                StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => TabularData.Encode(data.Encoder, Table.Parse("y,x\n1,2\n")));
    }

    [Fact]
    public void Too_few_rows_are_told()
    {
        var message = Assert.Throws<InvalidDataException>(() => TabularData.Prepare(Table.Parse("x,y\n1,2\n3,4\n"), "y")).Message;
        Assert.Contains("2 rows with a target cannot be split", message, StringComparison.Ordinal);
        Assert.Equal(2, TabularData.Prepare(Table.Parse("x,y\n1,2\n3,4\n"), "y", new TabularOptions { TestFraction = 0 }).Train.Count);
    }

    [Fact]
    public void A_data_set_of_rows_names_row_and_column_of_what_is_no_number()
    {
        Refused("row 2, column 'b': found NaN", () => new TabularDataSet("t", ["a", "b"], [1, 2, 3, float.NaN], [0, 1], ["p", "q"]));
        Refused("row 1, column 'y'", () => new TabularDataSet("t", ["a"], [1], new[] { float.PositiveInfinity }, ["y"]));
        Refused("row 2: target 2 is none of the 2 classes", () => new TabularDataSet("t", ["a"], [1, 2], new long[] { 0, 2 }, ["p", "q"]));
        Refused("2 rows of 1 inputs are 2 values, found 3", () =>
            new TabularDataSet("t", ["a"], [1, 2, 3], new long[] { 0, 1 }, ["p", "q"]));
        Refused("at least one input", () => new TabularDataSet("t", [], [], Array.Empty<long>(), ["p"]));

        static void Refused(string text, Func<object> make) =>
            Assert.Contains(text, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "-0")]
    [InlineData("-0.0", "1e0")]
    [InlineData("2020-01-01 10:00:00.25", "2020-01-01 10:00:00.5")]
    [InlineData("2020-01-01 10:00:00.123456", "2020-01-01 10:00:00.1234561")]
    [InlineData("9999-12-31", "9999-12-31T23:59:59.9999999")]
    public void Numbers_and_dates_that_are_nearly_or_truly_the_same_can_be_classes(string first, string second)
    {
        first = first.Replace(' ', 'T');
        second = second.Replace(' ', 'T');
        var third = first.Contains('T', StringComparison.Ordinal) || first.Length == 10 ? "2021-02-03" : "7";
        var table = Table.Parse("x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i =>
            $"{i},{(i % 3 == 0 ? first : i % 3 == 1 ? second : third)}\n")));
        var data = TabularData.Prepare(table, "y", new TabularOptions { Kind = TargetKind.Classes });
        var target = Assert.IsType<ClassTarget>(data.Encoder.Target);
        Assert.InRange(target.Classes.Count, 2, 3);
        Assert.DoesNotContain("-0", target.Classes);
        Assert.Equal(30, TabularData.Encode(data.Encoder, table).Count);
    }

    [Fact]
    public void A_target_beyond_single_precision_is_refused_by_its_own_row()
    {
        var data = TabularData.Prepare(Table.Parse("x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{i}e-5\n"))), "y");
        Assert.Contains("row 3 (line 4), column 'y': found 3E+38", Assert.Throws<InvalidDataException>(() =>
            TabularData.Encode(data.Encoder, Table.Parse("x,y\n1,2\n2,\n3,3e38\n"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_are_written_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberGroupSeparator = "_", NegativeSign = "~" } };
            var table = Table.Parse("x,y\n" + string.Concat(Enumerable.Range(0, 6000).Select(i => Invariant($"{i},{i}.5\n"))));
            Assert.Contains("4,320 rows to learn from, 480 to validate, 1,200 to test",
                string.Join(' ', TabularData.Prepare(table, "y").Notes), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
