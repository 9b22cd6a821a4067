using Adjoint.Data.Images;

internal static class Arithmetic
{
    public static string Text(ImageKernel kernel, int size, int stride, int padding) =>
        $"({size} + 2*{padding} - {kernel.Size})/{stride} + 1 = {kernel.OutputSize(size, stride, padding)}";
}
