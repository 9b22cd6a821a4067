namespace Adjoint.Backends.Cpu;

/// <summary>
/// A loop nest over the elements of a shape, row-major, with the steps of up to three operands that are stretched to the shape. Dimensions
/// of one element are left out and neighbours are merged where all operands allow it, so that most loops become one or two long ones.
/// </summary>
/// <remarks>Lives on the stack of the kernel that builds it: the space is the caller's, <see cref="Space"/> ints.</remarks>
internal unsafe struct StridedLoop
{
    private const int ShortRun = 8;

    private readonly int* _sizes;
    private readonly int _capacity;

    public StridedLoop(int* space, Shape shape, Tensor first) : this(space, shape)
    {
        for (var dim = 0; dim < shape.Rank; dim++) Push(shape[dim], StepOf(first, shape, dim), 0, 0);
    }

    public StridedLoop(int* space, Shape shape, Tensor first, Tensor second) : this(space, shape)
    {
        for (var dim = 0; dim < shape.Rank; dim++) Push(shape[dim], StepOf(first, shape, dim), StepOf(second, shape, dim), 0);
    }

    public StridedLoop(int* space, Shape shape, Tensor first, Tensor second, Tensor third) : this(space, shape)
    {
        for (var dim = 0; dim < shape.Rank; dim++)
        {
            Push(shape[dim], StepOf(first, shape, dim), StepOf(second, shape, dim), StepOf(third, shape, dim));
        }
    }

    private StridedLoop(int* space, Shape shape)
    {
        _sizes = space;
        _capacity = shape.Rank;
        Rank = 0;
    }

    /// <summary>The number of merged dimensions; none for a single element.</summary>
    public int Rank { get; private set; }

    /// <summary>Sizes of the merged dimensions, outermost first.</summary>
    public readonly int* Sizes => _sizes;

    /// <summary>Ints of stack that a loop over a shape needs.</summary>
    public static int Space(Shape shape) => 4 * Math.Max(shape.Rank, 1);

    /// <summary>Steps of an operand along the merged dimensions.</summary>
    public readonly int* Steps(int operand) => _sizes + (operand + 1) * _capacity;

    /// <summary>True if an operand's elements lie in the order of the loop without gaps.</summary>
    public readonly bool IsDense(int operand)
    {
        var steps = Steps(operand);
        var natural = 1;
        for (var dim = Rank - 1; dim >= 0; dim--)
        {
            if (steps[dim] != natural) return false;
            natural *= _sizes[dim];
        }
        return true;
    }

    /// <summary>True if the loop meets the same element of an operand again and again.</summary>
    public readonly bool IsSingle(int operand)
    {
        var steps = Steps(operand);
        for (var dim = 0; dim < Rank; dim++)
        {
            if (steps[dim] != 0) return false;
        }
        return true;
    }

    /// <summary>Where the run-th innermost run of an operand begins.</summary>
    public readonly nint OuterOffset(int operand, int run)
    {
        var steps = Steps(operand);
        nint offset = 0;
        for (var dim = Rank - 2; dim >= 0; dim--)
        {
            (run, var place) = Math.DivRem(run, _sizes[dim]);
            offset += (nint)place * steps[dim];
        }
        return offset;
    }

    /// <summary>The elements of an operand from a place in the loop on: where they lie if dense, else collected into the buffer.</summary>
    public readonly T* Collect<T>(int operand, T* source, int start, int count, T* buffer) where T : unmanaged
    {
        if (IsDense(operand)) return source + start;
        if (Rank == 2 && Steps(operand)[0] == 0 && _sizes[1] < count) Repeat(Steps(operand)[1], source, start, count, buffer);
        else Walk(operand, source, start, count, buffer, scatter: false);
        return buffer;
    }

    /// <summary>Copies the elements of an operand from a place in the loop on.</summary>
    public readonly void CopyTo<T>(int operand, T* source, int start, int count, T* target) where T : unmanaged
    {
        if (IsDense(operand)) new ReadOnlySpan<T>(source + start, count).CopyTo(new Span<T>(target, count));
        else Walk(operand, source, start, count, target, scatter: false);
    }

    /// <summary>Writes consecutive elements to their places in an operand from a place in the loop on.</summary>
    public readonly void Spread<T>(int operand, T* target, int start, int count, T* buffer) where T : unmanaged =>
        Walk(operand, target, start, count, buffer, scatter: true);

    // A short row again and again: what is there already is copied behind itself, in doubling lengths.
    private readonly void Repeat<T>(nint step, T* row, int start, int count, T* buffer) where T : unmanaged
    {
        var period = _sizes[1];
        var place = start % period;
        CollectRun(row + place * step, step, period - place, buffer);
        CollectRun(row, step, place, buffer + period - place);
        for (var filled = period; filled < count; filled *= 2)
        {
            new ReadOnlySpan<T>(buffer, Math.Min(filled, count - filled)).CopyTo(new Span<T>(buffer + filled, count - filled));
        }
    }

    private readonly void Walk<T>(int operand, T* strided, int start, int count, T* buffer, bool scatter) where T : unmanaged
    {
        if (Rank == 0)
        {
            if (scatter) *strided = *buffer;
            else *buffer = *strided;
            return;
        }
        var steps = Steps(operand);
        var place = stackalloc int[Rank];
        nint offset = 0;
        for (int dim = Rank - 1, rest = start; dim >= 0; dim--)
        {
            (rest, place[dim]) = Math.DivRem(rest, _sizes[dim]);
            offset += (nint)place[dim] * steps[dim];
        }
        var inner = Rank - 1;
        while (true)
        {
            var run = Math.Min(count, _sizes[inner] - place[inner]);
            if (scatter) SpreadRun(strided + offset, steps[inner], run, buffer);
            else CollectRun(strided + offset, steps[inner], run, buffer);
            count -= run;
            if (count == 0) return;
            buffer += run;
            offset -= (nint)place[inner] * steps[inner];
            place[inner] = 0;
            for (var dim = inner - 1; dim >= 0; dim--)
            {
                offset += steps[dim];
                if (++place[dim] < _sizes[dim]) break;
                offset -= (nint)place[dim] * steps[dim];
                place[dim] = 0;
            }
        }
    }

    private static void CollectRun<T>(T* source, nint step, int count, T* target) where T : unmanaged
    {
        // A call costs more than a few elements.
        if (step == 1 && count > ShortRun) new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
        else if (step == 0 && count > ShortRun) new Span<T>(target, count).Fill(*source);
        else for (var i = 0; i < count; i++) target[i] = source[i * step];
    }

    private static void SpreadRun<T>(T* target, nint step, int count, T* source) where T : unmanaged
    {
        if (step == 1) new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
        else for (var i = 0; i < count; i++) target[i * step] = source[i];
    }

    private void Push(int size, int step0, int step1, int step2)
    {
        if (size == 1) return;
        var steps0 = Steps(0);
        var steps1 = Steps(1);
        var steps2 = Steps(2);
        var outer = Rank - 1;
        if (outer >= 0 && steps0[outer] == step0 * size && steps1[outer] == step1 * size && steps2[outer] == step2 * size)
        {
            _sizes[outer] *= size;
        }
        else
        {
            outer = Rank++;
            _sizes[outer] = size;
        }
        steps0[outer] = step0;
        steps1[outer] = step1;
        steps2[outer] = step2;
    }

    private static int StepOf(Tensor x, Shape shape, int dim)
    {
        var own = dim - (shape.Rank - x.Rank);
        return own < 0 || x.Shape[own] == 1 ? 0 : x.Strides[own];
    }
}
