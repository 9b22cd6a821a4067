using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// Networks of rectifiers that fold their input space (Montufar et al., 2014; UNC lecture): each layer lays parts of the space on top of
/// one another, and whatever is computed on the folded space appears in all of them. With every layer the number of linear regions is
/// multiplied, not increased.
/// </summary>
public static class SpaceFolding
{
    /// <summary>
    /// One fold along each axis: x -> |x| = relu(x) + relu(-x) in every coordinate, two rectifiers each. [m, d] to [m, d], float64.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of inputs is less than 1.</exception>
    public static Sequential AbsoluteValue(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        var (split, join) = (new double[2 * inputs, inputs], new double[inputs, 2 * inputs]);
        for (var i = 0; i < inputs; i++)
        {
            (split[2 * i, i], split[2 * i + 1, i]) = (1, -1);
            (join[i, 2 * i], join[i, 2 * i + 1]) = (1, 1);
        }
        return new Sequential(HandSet.Linear(split, new double[2 * inputs]), new ReLU(), HandSet.Linear(join, new double[inputs]));
    }

    /// <summary>
    /// Lays each coordinate of the unit cube in p strips onto [0, 1] like a folded ribbon, again in every layer: with p = 2 one coordinate
    /// becomes the sawtooth of 2^depth straight pieces (Telgarsky, 2016). Within the cube there are p^(depth d) linear regions, from
    /// depth d p rectifiers. [m, d] to [m, d], float64.
    /// </summary>
    /// <param name="inputs">d, the number of coordinates.</param>
    /// <param name="depth">The number of hidden layers.</param>
    /// <param name="strips">p, the number of strips a layer folds a coordinate into.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static Sequential Of(int inputs, int depth, int strips = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(strips, 1);
        // On [0, 1] the zigzag p relu(x) - 2p relu(x - 1/p) + 2p relu(x - 2/p) - ... rises and falls p times between 0 and 1.
        var (split, offsets, join) = (new double[inputs * strips, inputs], new double[inputs * strips], new double[inputs, inputs * strips]);
        for (var unit = 0; unit < inputs * strips; unit++)
        {
            var (coordinate, strip) = (unit / strips, unit % strips);
            split[unit, coordinate] = 1;
            offsets[unit] = -(double)strip / strips;
            join[coordinate, unit] = strips * (strip == 0 ? 1 : strip % 2 == 0 ? 2 : -2);
        }
        var network = new Sequential();
        for (var layer = 0; layer < depth; layer++)
        {
            network.Add(HandSet.Linear(split, offsets));
            network.Add(new ReLU());
            network.Add(HandSet.Linear(join, new double[inputs]));
        }
        return network;
    }
}
