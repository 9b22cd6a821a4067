using System.Text.Json;

namespace Adjoint.Tests;

/// <summary>What PyTorch computes: the files that <c>tests/fixtures/training.py</c> writes.</summary>
internal static class TrainingFixture
{
    private static readonly JsonElement s_root = JsonDocument.Parse(File.ReadAllBytes(PathOf("training.json"))).RootElement;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static JsonElement Part(string name) => s_root.GetProperty(name);

    public static int Count(string name) => Part(name).GetArrayLength();

    extension(JsonElement json)
    {
        public double[] Doubles(string name) => [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

        public int[] Ints(string name) => [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

        public string Text(string name) => json.GetProperty(name).GetString()!;

        /// <summary>A tensor as the scripts write it; floats as float64.</summary>
        public Tensor Tensor()
        {
            var shape = Shape.Create(json.Ints("shape"));
            return json.Text("dtype") == "int64"
                ? Adjoint.Tensor.From<long>([.. json.GetProperty("values").EnumerateArray().Select(value => value.GetInt64())], shape)
                : Adjoint.Tensor.From<double>(json.Doubles("values"), shape);
        }
    }
}
