namespace Adjoint;

internal static class ConstantExtensions
{
    extension(Tensor x)
    {
        /// <summary>A number that takes part in an operation with x: of x's element type, on x's backend, without a gradient.</summary>
        public Tensor Constant(double value)
        {
            Check.Representable(value, x.DType);
            var result = x.NewUninitialized(Shape.Scalar);
            result.Backend.Fill(result, value);
            return result;
        }
    }
}
