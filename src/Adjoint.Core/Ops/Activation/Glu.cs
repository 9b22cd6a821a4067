namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// a s(b) with the sigmoid s, where a and b are the first and the second half of x along a dimension: the gated linear unit; floats
        /// (Dauphin et al., 2017; PyTorch: <c>F.glu</c>). Input [.., 2 n, ..], output [.., n, ..].
        /// </summary>
        /// <exception cref="ShapeException">The dimension does not exist, or its size is odd.</exception>
        public Tensor Glu(int dim = -1)
        {
            var normal = x.Shape.Normalize(dim, "glu");
            var size = x.Shape[normal];
            if (size % 2 != 0)
            {
                throw new ShapeException("glu", $"halves dimension {dim}, whose size {size} is odd; the input is {x.Shape}.");
            }
            return x.Narrow(normal, 0, size / 2) * x.Narrow(normal, size / 2, size / 2).Sigmoid();
        }
    }
}
