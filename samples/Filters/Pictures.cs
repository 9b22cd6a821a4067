using Adjoint;
using Adjoint.Data;
using Adjoint.Data.Images;

/// <summary>The pictures to filter.</summary>
internal static class Pictures
{
    private const int Size = 128;
    private static readonly string[] s_photos = ["chelsea", "camera"];

    public static IEnumerable<(string Name, Tensor Picture)> Load(IEnumerable<string> named)
    {
        string[] paths = [.. named];
        if (paths.Length == 0) paths = [.. Photos().Where(File.Exists)];
        return paths.Length == 0
            ? [("drawn", Draw())]
            : paths.Select(path => (Path.GetFileNameWithoutExtension(path), ImageFile.Read(path)));
    }

    private static IEnumerable<string> Photos()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable(DataLocation.Variable) ?? "", "photos");
        return s_photos.Select(name => Path.Combine(folder, name + ".png"));
    }

    // A disc and a bar before a wall that gets brighter downwards.
    private static Tensor Draw()
    {
        var values = new float[3 * Size * Size];
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, y, x) = (i / (Size * Size), i / Size % Size, i % Size);
            var isDisc = (x - 44) * (x - 44) + (y - 50) * (y - 50) < 900;
            var isBar = x is >= 84 and < 100 && y is >= 16 and < 112;
            values[i] = isDisc ? channel == 0 ? 0.9f : 0.2f : isBar ? channel == 2 ? 0.8f : 0.1f : 0.3f + 0.4f * y / Size;
        }
        return Tensor.From<float>(values, [3, Size, Size]);
    }
}
