using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Models;

/// <summary>
/// Greedy layer-wise pretraining (Hinton et al., 2006; Bengio et al., 2007; UNC lecture): each layer of an encoder, with its mirror in the
/// decoder, is trained as an autoencoder of one hidden layer on what the layers below make of the inputs, the first one first; no labels
/// are needed. What follows, training of all layers together, is called fine-tuning.
/// </summary>
public static class LayerwisePretraining
{
    /// <summary>Trains layer by layer with Adam on the mean squared error.</summary>
    /// <param name="network">The autoencoder; its layers are changed in place.</param>
    /// <param name="inputs">[examples, ...], without labels.</param>
    /// <param name="options">How long and how to train each layer.</param>
    /// <param name="generator">Decides the order of the examples and what noise zeroes.</param>
    /// <returns>For each layer the mean squared error of its own last epoch.</returns>
    /// <exception cref="ShapeException">The inputs do not fit the network, or there are none.</exception>
    public static IReadOnlyList<double> Run(Autoencoder network, Tensor inputs, PretrainingOptions options, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(generator);
        if (inputs.Rank < 2 || inputs.Shape[0] == 0)
            throw new ShapeException("LayerwisePretraining", $"needs inputs [examples, ...], at least one, and they are {inputs.Shape}.");
        // Behind Flatten, each layer is a linear one and its activation.
        var layers = (network.Encoder.Count - 1) / 2;
        var below = inputs.Detach().Flatten(1);
        var errors = new List<double>();
        for (var layer = 0; layer < layers; layer++)
        {
            var encoder = new Sequential(network.Encoder[1 + 2 * layer], network.Encoder[2 + 2 * layer]);
            var mirror = 2 * (layers - 1 - layer);
            // The lowest decoder ends without an activation, the others end in that of the layer they tell.
            var decoder = layer == 0 ? new Sequential(network.Decoder[mirror])
                : new Sequential(network.Decoder[mirror], network.Decoder[mirror + 1]);
            errors.Add(Train(encoder, decoder, below, options, generator));
            using var noGrad = NoGrad.Begin();
            below = encoder.Forward(below);
        }
        return errors;
    }

    private static double Train(Sequential encoder, Sequential decoder, Tensor inputs, PretrainingOptions options, Generator generator)
    {
        var optimizer = new Adam([.. encoder.Parameters(), .. decoder.Parameters()], options.LearningRate);
        var loss = new MSELoss();
        var error = double.NaN;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var (sum, count) = (0.0, 0);
            var order = Tensor.RandPerm(inputs.Shape[0], generator);
            foreach (var places in order.Split(options.BatchSize))
            {
                var batch = inputs.IndexSelect(0, places);
                optimizer.ZeroGrad();
                var seen = options.Noise > 0 ? batch * Tensor.Bernoulli(batch.Shape, 1 - options.Noise, generator, batch.DType) : batch;
                var value = loss.Compute(decoder.Forward(encoder.Forward(seen)), batch);
                value.Backward();
                optimizer.Step();
                sum += value.Item() * batch.Shape[0];
                count += batch.Shape[0];
            }
            error = sum / count;
        }
        return error;
    }
}
