using System.Numerics;

namespace Adjoint.Backends.Cpu;

/// <summary>The running sum, kept in the wider type.</summary>
internal readonly unsafe struct CumulativeSumLine<T, TWide> : ILineKernel<T, T>
    where T : unmanaged, INumber<T> where TWide : unmanaged, INumber<TWide>
{
    public void Run(T* x, nint step, int length, T* result, nint resultStep)
    {
        var sum = TWide.Zero;
        for (var i = 0; i < length; i++)
        {
            sum = unchecked(sum + TWide.CreateTruncating(x[i * step]));
            result[i * resultStep] = T.CreateTruncating(sum);
        }
    }
}
