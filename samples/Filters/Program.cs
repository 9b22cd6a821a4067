// What convolutions with fixed kernels do to pictures (CMU lecture 13): "Filters [FOLDER] [PICTURE.png ...]". Writes PNG files into the
// folder, a temporary one if none is named; takes photos of ADJOINT_DATA/photos if no pictures are named, and draws one if there are none.
using Adjoint;
using Adjoint.Data.Images;

var folder = args.Length > 0 ? Directory.CreateDirectory(args[0]).FullName : Directory.CreateTempSubdirectory("adjoint-filters-").FullName;
Worked.Show();
foreach (var (name, picture) in Pictures.Load(args.Skip(1)))
{
    Console.WriteLine();
    Console.WriteLine($"{name}: {picture.Shape[0]} channels, {picture.Shape[1]} x {picture.Shape[2]}");
    Save("original", picture);
    foreach (var kernel in Kernels())
    {
        var padding = kernel.Size / 2;
        Filter(kernel, 1, padding, kernel.Weights.Sum().Item());
    }
    // Averages of 2x2, 4x4 and 8x8 pixels: downsampling.
    foreach (var size in new[] { 2, 4, 8 }) Filter(ImageKernel.Box(size), size, 0, 1);

    void Filter(ImageKernel kernel, int stride, int padding, double sum)
    {
        var result = kernel.Apply(picture, stride, padding);
        // Weights that sum to nothing leave nothing where all is alike: middle grey stands for that, so that both signs are seen.
        Save(stride == 1 ? kernel.Name : $"average-{kernel.Size}", Math.Abs(sum) < 0.5 ? result * 0.5 + 0.5 : result);
        Console.WriteLine($"  {kernel.Name,-11} {Arithmetic.Text(kernel, picture.Shape[1], stride, padding)}, "
            + $"{Arithmetic.Text(kernel, picture.Shape[2], stride, padding)}");
    }

    void Save(string filter, Tensor image) => ImageFile.Write(Path.Combine(folder, $"{name}-{filter}.png"), image);
}
Console.WriteLine();
Console.WriteLine($"{Directory.EnumerateFiles(folder, "*.png").Count()} pictures are in {folder}.");

static ImageKernel[] Kernels() =>
[
    ImageKernel.Identity, ImageKernel.Blur, ImageKernel.Box(7), ImageKernel.Gaussian(9, 2), ImageKernel.Sharpen, ImageKernel.SobelX,
    ImageKernel.SobelY, ImageKernel.Laplacian, ImageKernel.Emboss,
];
