namespace Adjoint.Representation;

/// <summary>
/// A sum-product network (Poon and Domingos, 2011; UNC lecture): a graph of sums, products and indicators whose value is, up to the
/// partition function, a joint probability. Sums are complete (their children are about the same variables) and products decomposable
/// (theirs share none), so one pass answers what would otherwise be a sum over exponentially many states: the probability of any partial
/// observation. Its derivatives by the indicators are the marginals of all variables at once (Darwiche, 2003).
/// </summary>
public sealed class SumProductNetwork
{
    private readonly SumProductOrder _order;
    private readonly int[] _offsets;

    /// <summary>Checks and orders the network below a root.</summary>
    /// <param name="root">The node whose value is the network's.</param>
    /// <exception cref="ArgumentException">A sum is not complete, a product not decomposable, or a variable's number has a gap before
    /// it.</exception>
    public SumProductNetwork(SumProductNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        _order = new SumProductOrder(root);
        _offsets = new int[Cardinalities.Count];
        for (var i = 1; i < _offsets.Length; i++) _offsets[i] = _offsets[i - 1] + Cardinalities[i - 1];
        using var noGrad = NoGrad.Begin();
        PartitionFunction = Evaluate(Indicators(new int?[Cardinalities.Count])).Item();
    }

    /// <summary>The number of values of each variable.</summary>
    public IReadOnlyList<int> Cardinalities => _order.Cardinalities;

    /// <summary>The nodes, each after its children; the root is the last.</summary>
    public IReadOnlyList<SumProductNode> Nodes => _order.Nodes;

    /// <summary>The number of nodes; one that is shared counts once.</summary>
    public int NodeCount => _order.Nodes.Count;

    /// <summary>The sum of the network's value over all states: its value with every indicator 1.</summary>
    public double PartitionFunction { get; }

    /// <summary>The indicators for an observation, [1, sum of cardinalities], float64: 1 for the observed values and all values of
    /// variables that are not observed.</summary>
    /// <param name="evidence">The value of each variable, or null where it is not observed.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than variables, or one does not exist.</exception>
    public Tensor Indicators(params ReadOnlySpan<int?> evidence)
    {
        if (evidence.Length != Cardinalities.Count)
        {
            throw new ArgumentException(
                $"SumProductNetwork: there are {Cardinalities.Count} variables, and values or nulls for {evidence.Length}.", nameof(evidence));
        }
        var indicators = new double[_offsets[^1] + Cardinalities[^1]];
        Array.Fill(indicators, 1);
        for (var i = 0; i < evidence.Length; i++)
        {
            if (evidence[i] is not { } value) continue;
            if (value < 0 || value >= Cardinalities[i])
            {
                throw new ArgumentException(
                    $"SumProductNetwork: X{i} has the values 0 to {Cardinalities[i] - 1}, and {value} is none of them.", nameof(evidence));
            }
            indicators.AsSpan(_offsets[i], Cardinalities[i]).Clear();
            indicators[_offsets[i] + value] = 1;
        }
        return Tensor.From<double>(indicators, [1, indicators.Length]);
    }

    /// <summary>
    /// The network's value, not normalised, as a differentiable function of the indicators. It is a product over the variables: with some
    /// hundreds of them it can fall below what float64 holds.
    /// </summary>
    /// <param name="indicators">[m, sum of cardinalities], the values of variable 0 first; floats.</param>
    /// <returns>[m].</returns>
    /// <exception cref="ShapeException">The rows have another length.</exception>
    public Tensor Evaluate(Tensor indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        var width = _offsets[^1] + Cardinalities[^1];
        if (indicators.Rank != 2 || indicators.Shape[1] != width)
            throw new ShapeException("SumProductNetwork", $"needs indicators [m, {width}], and they are {indicators.Shape}.");
        var values = new Tensor[NodeCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _order.Nodes[i] switch
            {
                IndicatorNode leaf => indicators[.., _offsets[leaf.Variable] + leaf.Value],
                SumNode sum => Sum(sum, values),
                var product => Product(product, values),
            };
        }
        return values[^1];
    }

    /// <summary>The probability of an observation, the other variables summed out.</summary>
    /// <inheritdoc cref="Indicators"/>
    public double Probability(params ReadOnlySpan<int?> evidence)
    {
        using var noGrad = NoGrad.Begin();
        return Evaluate(Indicators(evidence)).Item() / PartitionFunction;
    }

    /// <summary>
    /// P(X_i = v | evidence) of every variable and value, from one backward pass: with l_iv the indicator,
    /// l_iv dS/dl_iv = S(X_i = v and evidence).
    /// </summary>
    /// <param name="evidence">The value of each variable, or null where it is not observed.</param>
    /// <returns>For each variable the probabilities of its values, which sum up to 1.</returns>
    /// <exception cref="ArgumentException">The evidence does not fit the variables.</exception>
    /// <exception cref="InvalidOperationException">The evidence has probability 0.</exception>
    public IReadOnlyList<IReadOnlyList<double>> Marginals(params ReadOnlySpan<int?> evidence)
    {
        var indicators = Indicators(evidence);
        indicators.RequiresGrad = true;
        var value = Evaluate(indicators);
        var total = value.Item();
        if (!(total > 0)) throw MaxProduct.Impossible();
        var derivatives = Gradient.Of(value, [indicators])[0].ToArray<double>();
        var shares = derivatives.Zip(indicators.ToArray<double>(), (derivative, indicator) => indicator * derivative / total).ToArray();
        return [.. _offsets.Select((offset, i) => (IReadOnlyList<double>)shares[offset..(offset + Cardinalities[i])])];
    }

    /// <summary>
    /// Values of all variables that, together with a choice of one child at every sum on the way, are most probable given the evidence: the
    /// network with its sums turned into maxima, traced back from the root. Where no two children of a sum are possible at once, this is
    /// the most probable explanation; in general the sums' choices count as hidden variables.
    /// </summary>
    /// <inheritdoc cref="Marginals"/>
    /// <returns>A value for each variable.</returns>
    public IReadOnlyList<int> MostProbable(params ReadOnlySpan<int?> evidence) =>
        MaxProduct.Trace(_order, Indicators(evidence).ToArray<double>(), _offsets);

    private Tensor Sum(SumNode sum, Tensor[] values)
    {
        var total = values[_order.PlaceOf(sum.Children[0])] * sum.Weights[0];
        for (var i = 1; i < sum.Children.Count; i++) total += values[_order.PlaceOf(sum.Children[i])] * sum.Weights[i];
        return total;
    }

    private Tensor Product(SumProductNode product, Tensor[] values)
    {
        var total = values[_order.PlaceOf(product.Children[0])];
        for (var i = 1; i < product.Children.Count; i++) total *= values[_order.PlaceOf(product.Children[i])];
        return total;
    }
}
