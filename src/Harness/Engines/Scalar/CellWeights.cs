using RnnMemory.Models;

namespace RnnMemory.Engines.Scalar;

/// <summary>
/// The three tensors of a cell with I inputs of a step, H hidden units and G gate blocks: Kernel [I, G·H], Recurrent [H, G·H], Bias
/// [G·H].
/// </summary>
internal readonly ref struct CellWeights(ModelSpec model, ReadOnlySpan<float> parameters)
{
    public ReadOnlySpan<float> Kernel { get; } = model.Tensor(TensorNames.CellKernel).In(parameters);

    public ReadOnlySpan<float> Recurrent { get; } = model.Tensor(TensorNames.CellRecurrent).In(parameters);

    public ReadOnlySpan<float> Bias { get; } = model.Tensor(TensorNames.CellBias).In(parameters);
}

/// <summary>The gradients of <see cref="CellWeights"/>, in the same shapes.</summary>
internal readonly ref struct CellGradients(ModelSpec model, Span<float> gradients)
{
    public Span<float> Kernel { get; } = model.Tensor(TensorNames.CellKernel).In(gradients);

    public Span<float> Recurrent { get; } = model.Tensor(TensorNames.CellRecurrent).In(gradients);

    public Span<float> Bias { get; } = model.Tensor(TensorNames.CellBias).In(gradients);

    public void Clear()
    {
        Kernel.Clear();
        Recurrent.Clear();
        Bias.Clear();
    }
}
