using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Simd;

/// <summary>
/// Runs a formula over a run of a parameter, its gradient and its state: one load and one store of each element of each. What is left over
/// at the end goes through the same formula in padded vectors, so an element's bits do not depend on where it stands.
/// </summary>
internal static unsafe class UpdateLoop
{
    public static void Run<TFormula, T>(in TFormula formula, in UpdateTarget target, int start, int count)
        where TFormula : struct, IUpdateFormula where T : unmanaged
    {
        var states = target.States;
        fixed (T* parameter = Part<T>(target.Parameter, start, count), gradient = Part<T>(target.Gradient, start, count),
            first = StatePart<T>(states, 0, start, count), second = StatePart<T>(states, 1, start, count),
            third = StatePart<T>(states, 2, start, count))
        {
            var run = new UpdateRun<T>(parameter, gradient, first, second, third, count);
            switch (states.Length)
            {
                case 0: Run<TFormula, T, NoState>(formula, run); break;
                case 1: Run<TFormula, T, OneState>(formula, run); break;
                case 2: Run<TFormula, T, TwoStates>(formula, run); break;
                default: Run<TFormula, T, ThreeStates>(formula, run); break;
            }
        }
        GC.KeepAlive(target.Parameter);
        GC.KeepAlive(target.Gradient);
        GC.KeepAlive(states);
    }

    private static void Run<TFormula, T, TStates>(in TFormula formula, in UpdateRun<T> run)
        where TFormula : struct, IUpdateFormula where T : unmanaged where TStates : struct, IStateCount =>
        SimdWidth.Run<T, UpdateWork<TFormula, T, TStates>>(new(formula, run));

    private static Span<T> Part<T>(Tensor x, int start, int count) where T : unmanaged => x.Values<T>().Slice(start, count);

    private static Span<T> StatePart<T>(Tensor[] states, int index, int start, int count) where T : unmanaged =>
        index < states.Length ? Part<T>(states[index], start, count) : default;

    private readonly struct UpdateRun<T>(T* parameter, T* gradient, T* first, T* second, T* third, int count) where T : unmanaged
    {
        public readonly T* Parameter = parameter;
        public readonly T* Gradient = gradient;
        public readonly T* First = first;
        public readonly T* Second = second;
        public readonly T* Third = third;
        public readonly int Count = count;
    }

    // The number of states is a type, so that the compiler leaves out the loads and stores of those that are not there.
    private interface IStateCount
    {
        static abstract int Value { get; }
    }

    private readonly struct NoState : IStateCount
    {
        public static int Value => 0;
    }

    private readonly struct OneState : IStateCount
    {
        public static int Value => 1;
    }

    private readonly struct TwoStates : IStateCount
    {
        public static int Value => 2;
    }

    private readonly struct ThreeStates : IStateCount
    {
        public static int Value => 3;
    }

    // The loop stays out of its callers for the reason given at SimdLoop.
    private readonly struct UpdateWork<TFormula, T, TStates>(TFormula formula, UpdateRun<T> run) : ISimdWork<T>
        where TFormula : struct, IUpdateFormula where T : unmanaged where TStates : struct, IStateCount
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            var local = formula;
            T* parameters = run.Parameter, gradients = run.Gradient, firsts = run.First, seconds = run.Second, thirds = run.Third;
            var (i, last) = (0, run.Count - TVector.Count);
            // A loop that is known to run at least once, so that the compiler takes the formula's constants out of it.
            if (last >= 0)
            {
                do
                {
                    var parameter = TVector.Load(parameters + i);
                    var first = TStates.Value > 0 ? TVector.Load(firsts + i) : default;
                    var second = TStates.Value > 1 ? TVector.Load(seconds + i) : default;
                    var third = TStates.Value > 2 ? TVector.Load(thirds + i) : default;
                    local.Update(ref parameter, TVector.Load(gradients + i), ref first, ref second, ref third);
                    TVector.Store(parameter, parameters + i);
                    if (TStates.Value > 0) TVector.Store(first, firsts + i);
                    if (TStates.Value > 1) TVector.Store(second, seconds + i);
                    if (TStates.Value > 2) TVector.Store(third, thirds + i);
                    i += TVector.Count;
                }
                while (i <= last);
            }
            if (i < run.Count) RunRest<TVector>(i, run.Count - i);
        }

        private void RunRest<TVector>(int i, int count) where TVector : unmanaged, ISimd<T, TVector>
        {
            var parameter = SimdLoop.LoadPadded<T, TVector>(run.Parameter + i, count);
            var first = TStates.Value > 0 ? SimdLoop.LoadPadded<T, TVector>(run.First + i, count) : default;
            var second = TStates.Value > 1 ? SimdLoop.LoadPadded<T, TVector>(run.Second + i, count) : default;
            var third = TStates.Value > 2 ? SimdLoop.LoadPadded<T, TVector>(run.Third + i, count) : default;
            formula.Update(ref parameter, SimdLoop.LoadPadded<T, TVector>(run.Gradient + i, count), ref first, ref second, ref third);
            SimdLoop.StoreFirst(parameter, run.Parameter + i, count);
            if (TStates.Value > 0) SimdLoop.StoreFirst(first, run.First + i, count);
            if (TStates.Value > 1) SimdLoop.StoreFirst(second, run.Second + i, count);
            if (TStates.Value > 2) SimdLoop.StoreFirst(third, run.Third + i, count);
        }
    }
}
