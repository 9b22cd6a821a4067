using System.Numerics;

namespace Adjoint.Backends.Cpu;

/// <summary>The position of the first greatest or smallest element; the first NaN wins.</summary>
internal readonly unsafe struct ArgReduceLine<T>(bool greatest) : ILineKernel<T, long> where T : unmanaged, INumber<T>
{
    public void Run(T* x, nint step, int length, long* result, nint resultStep)
    {
        var best = 0;
        var value = *x;
        for (var i = 1; i < length && !T.IsNaN(value); i++)
        {
            var next = x[i * step];
            if ((greatest ? next > value : next < value) || T.IsNaN(next))
            {
                value = next;
                best = i;
            }
        }
        *result = best;
    }
}
