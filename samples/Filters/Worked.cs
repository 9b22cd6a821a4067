using Adjoint;
using Adjoint.Data.Images;

/// <summary>The lecture's example, small enough to follow by hand.</summary>
internal static class Worked
{
    private static readonly Tensor s_image = Tensor.From<float>(
    [
        0, 0, 0, 0, 0, 0, 0,
        0, 1, 1, 1, 1, 1, 0,
        0, 1, 0, 0, 1, 0, 0,
        0, 1, 0, 1, 0, 0, 0,
        0, 1, 1, 0, 0, 0, 0,
        0, 1, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0,
    ], [1, 7, 7]);

    public static void Show()
    {
        var corner = new ImageKernel("corner", 0, 0, 0, 0, 1, 1, 0, 1, 0);
        Print("A picture of 7 x 7 pixels:", s_image);
        Print("with the kernel 000/011/010, every window:", corner.Apply(s_image));
        Print("every second window, the picture padded with zeros:", corner.Apply(s_image, stride: 2, padding: 1));
        Print("averages of 2 x 2 pixels:", ImageKernel.Box(2).Apply(s_image, stride: 2));
        foreach (var (stride, padding) in new[] { (1, 0), (1, 1), (2, 0), (2, 1) })
            Console.WriteLine($"stride {stride}, padding {padding}: {Arithmetic.Text(corner, 7, stride, padding)} rows and columns");
    }

    private static void Print(string title, Tensor image)
    {
        Console.WriteLine(title);
        var (values, width) = (image.ToArray<float>(), image.Shape[2]);
        foreach (var row in values.Chunk(width)) Console.WriteLine("  " + string.Join(' ', row.Select(value => $"{value,4:0.##}")));
        Console.WriteLine();
    }
}
