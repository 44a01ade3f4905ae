namespace RnnMemory.Engines;

/// <summary>
/// Holds one model's parameters and its optimiser's slots and does the arithmetic on them. The fast kernels, their readable specification
/// and the TorchSharp reference share this interface. Not safe for use by two threads at once. T time steps, B sequences in a minibatch.
/// </summary>
/// <remarks>
/// Parameters, slots and gradients cross the interface as one array each: the tensors of
/// <see cref="Models.ModelSpec.Tensors"/> one after another, row-major, without padding.
/// </remarks>
public interface IEngine : IDisposable
{
    /// <summary>H, the number of hidden units.</summary>
    int Hidden { get; }

    /// <summary>Replaces the whole training state. Every array has <see cref="Models.ModelSpec.ParameterCount"/> values.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="slots">The optimiser's slots in its order; an empty list stands for zeros.</param>
    /// <param name="updates">Updates made so far, on which some optimisers' constants depend.</param>
    void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates);

    /// <summary>Copies parameters and slots out. The caller counts the updates.</summary>
    /// <param name="parameters">Receives all parameters.</param>
    /// <param name="slots">Receive the optimiser's slots in its order; with an empty list no slot is copied.</param>
    void Save(Span<float> parameters, IReadOnlyList<float[]> slots);

    /// <summary>
    /// One update: forward pass, cross entropy averaged over the scored outputs, backward pass through all steps, optimiser.
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
    /// <param name="batch">The sequences.</param>
    /// <param name="classes">Receives the classes. Rows beyond <see cref="Minibatch.Rows"/> are undefined.</param>
    /// <param name="losses">Receives the losses of <see cref="Predict"/> from the same pass, unless it is empty.</param>
    void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default);

    /// <summary>
    /// The hidden state h after every step, [T, B, H]; of an LSTM h, not c. Rows beyond <see cref="Minibatch.Rows"/> are undefined.
    /// </summary>
    void States(Minibatch batch, Span<float> states);
}

/// <summary>Result of one minibatch: sums over its scored outputs, before the update.</summary>
/// <param name="LossSum">Sum of cross entropies, added in the order of the outputs in binary64.</param>
/// <param name="Correct">Outputs whose arg max is the target.</param>
/// <param name="Outputs">Number of scored outputs.</param>
public readonly record struct StepResult(double LossSum, int Correct, int Outputs)
{
    /// <summary>
    /// Number of scored outputs whose target's probability lay outside Keras's clip, so that they passed back no gradient. Once this
    /// holds for all outputs of a fixed training set, no parameter will ever move again.
    /// </summary>
    public int Clipped { get; init; }
}

/// <summary>Loads and saves parameters without a training state.</summary>
public static class EngineParameters
{
    /// <summary>Replaces the training state by the one before the first update: these parameters, all slots zero.</summary>
    public static void Load(this IEngine engine, ReadOnlySpan<float> parameters) => engine.Load(parameters, [], updates: 0);

    /// <summary>Copies the parameters out.</summary>
    public static void Save(this IEngine engine, Span<float> parameters) => engine.Save(parameters, []);
}
