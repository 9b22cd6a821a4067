namespace Adjoint.Backends.Reference;

/// <summary>Walks over the multi-indices of a shape.</summary>
internal static class Indices
{
    /// <summary>Every multi-index of a shape, row-major. It is one array that changes: copy it to keep it.</summary>
    public static IEnumerable<int[]> Of(Shape shape)
    {
        var index = new int[shape.Rank];
        for (var k = 0; k < shape.ElementCount; k++)
        {
            yield return index;
            for (var dim = shape.Rank - 1; dim >= 0 && ++index[dim] == shape[dim]; dim--) index[dim] = 0;
        }
    }

    /// <summary>
    /// The storage positions of each line of elements along a dimension, lines in row-major order of the other dimensions.
    /// </summary>
    public static IEnumerable<int[]> Lines(Tensor x, int dim)
    {
        var sizes = x.Shape.Sizes.ToArray();
        sizes[dim] = 1;
        foreach (var index in Of(Shape.Create(sizes)))
        {
            var line = new int[x.Shape[dim]];
            for (var i = 0; i < line.Length; i++)
            {
                index[dim] = i;
                line[i] = Element.Position(x, index);
            }
            index[dim] = 0;
            yield return line;
        }
    }

    /// <summary>The multi-index with its entry along dim replaced by what stands in the index tensor there.</summary>
    public static int[] Redirect(int[] place, int dim, Tensor index)
    {
        var redirected = place.ToArray();
        redirected[dim] = (int)Element.Integer(index, Element.Position(index, place));
        return redirected;
    }
}
