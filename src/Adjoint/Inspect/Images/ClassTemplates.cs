using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// The weights of a linear classifier of images as images: what each class looks like to a model whose score is the inner product of image
/// and template, s_c = sum over i of w_ci x_i + b_c (TUM lecture 5).
/// </summary>
/// <param name="Weight">The templates, [classes, channels, height, width].</param>
public sealed record ClassTemplates(Tensor Weight)
{
    /// <summary>The templates of a network that is one linear layer; null if it is another network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputShape">The shape of an image, [channels, height, width].</param>
    public static ClassTemplates? OfOrNull(Module network, IReadOnlyList<int> inputShape)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape is not [1 or 3, var height, var width]) return null;
        var parameters = network.Parameters();
        var weights = parameters.Where(parameter => parameter.Shape.Rank == 2).ToArray();
        var isLinear = weights.Length == 1 && parameters.All(parameter => parameter.Shape.Rank <= 2) && parameters.Count <= 2;
        if (!isLinear || weights[0].Shape[1] != inputShape[0] * height * width) return null;
        return new ClassTemplates(weights[0].Value.Detach().Reshape([weights[0].Shape[0], inputShape[0], height, width]));
    }

    /// <summary>As <see cref="OfOrNull"/>, for who knows that the network is linear.</summary>
    /// <inheritdoc cref="OfOrNull"/>
    /// <exception cref="ArgumentException">It is not one linear layer over images of this shape.</exception>
    public static ClassTemplates Of(Module network, IReadOnlyList<int> inputShape) => OfOrNull(network, inputShape)
        ?? throw new ArgumentException("class templates are the weights of one linear layer over the pixels of an image, and this network "
            + "is another one. Hint: adjoint train softmax.", nameof(network));

    /// <summary>The templates as pictures, each on a scale of its own (see <see cref="Colouring.OfWeights"/>).</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="most">Templates are drawn up to this number.</param>
    public PictureGrid ToGrid(IReadOnlyList<string> classes, int most = 50)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var (count, shown) = (Weight.Shape[0], Math.Min(Weight.Shape[0], most));
        return new PictureGrid
        {
            Title = "Class templates" + (shown < count ? $": {shown} of {count}" : ""),
            Columns = 5,
            CellSize = 112,
            Cells = [.. Enumerable.Range(0, shown).Select(c => new GridCell(Colouring.OfWeights(Weight[c]), Name(classes, c)))],
        };
    }

    // A single score speaks for class 1 of two.
    private string Name(IReadOnlyList<string> classes, int row)
    {
        var label = Weight.Shape[0] == 1 && classes.Count == 2 ? 1 : row;
        return label < classes.Count ? classes[label] : $"class {label}";
    }
}
