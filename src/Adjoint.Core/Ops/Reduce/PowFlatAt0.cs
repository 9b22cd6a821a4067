namespace Adjoint;

internal static class PowFlatAt0Extensions
{
    extension(Tensor x)
    {
        /// <summary>
        /// x to a positive power, with derivatives of 0, of any order, where x is 0: for roots and norms, whose slope there is infinite or
        /// has no direction. The inner choice keeps infinities out of the derivative, the outer one restores the value.
        /// </summary>
        public Tensor PowFlatAt0(double exponent)
        {
            var isZero = x.Equal(0);
            var away = Tensor.Where(isZero, 1, x);
            return Tensor.Where(isZero, 0, exponent == 0.5 ? away.Sqrt() : away.Pow(exponent));
        }
    }
}
