namespace RnnMemory.Engines;

/// <summary>
/// Holds one model's parameters and optimiser accumulators and does the arithmetic on them: the same interface for the
/// fast kernels, their readable specification and the TorchSharp reference. Not safe for use by two threads at once.
/// </summary>
/// <remarks>
/// Parameters, accumulators and gradients cross the interface as one array each: the tensors of
/// <see cref="Models.ModelSpec.Tensors"/> one after another, row-major, without padding.
/// </remarks>
public interface IEngine : IDisposable
{
    /// <summary>Replaces the whole training state. Both spans have <see cref="Models.ModelSpec.ParameterCount"/> values.</summary>
    void Load(ReadOnlySpan<float> parameters, ReadOnlySpan<float> accumulators);

    /// <summary>Copies the whole training state out.</summary>
    void Save(Span<float> parameters, Span<float> accumulators);

    /// <summary>
    /// One update: forward pass, cross entropy averaged over the scored outputs, backward pass through all steps, RMSprop.
    /// The batch must be full (<see cref="Minibatch.Rows"/> = <see cref="Minibatch.Batch"/>).
    /// </summary>
    StepResult Train(Minibatch batch);

    /// <summary>The gradients that <see cref="Train"/> would use (before any clipping), without changing the state.</summary>
    StepResult Gradients(Minibatch batch, Span<float> gradients);

    /// <summary>
    /// Arg max (the lowest class on ties) and loss of every output of the model's readout:
    /// [T, B] when it looks at every step, [B] when it looks at the last. Rows beyond <see cref="Minibatch.Rows"/> are undefined.
    /// </summary>
    void Predict(Minibatch batch, Span<int> classes, Span<float> losses);

    /// <summary>Arg max of the readout applied to the hidden state after every step, [T, B], whatever the model's readout.</summary>
    void Trace(Minibatch batch, Span<int> classes);
}

/// <summary>What one minibatch gave: sums over its scored outputs, before the update.</summary>
/// <param name="LossSum">Sum of cross entropies, added in the order of the outputs in binary64.</param>
/// <param name="Correct">Outputs whose arg max is the target.</param>
/// <param name="Outputs">Number of scored outputs.</param>
public readonly record struct StepResult(double LossSum, int Correct, int Outputs)
{
    /// <summary>
    /// Scored outputs whose target's probability lay outside Keras's clip, so that they passed back no gradient at all. When
    /// all outputs of a fixed training set are such, no parameter will ever move again.
    /// </summary>
    public int Clipped { get; init; }
}
