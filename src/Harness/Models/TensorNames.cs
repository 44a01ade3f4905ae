namespace RnnMemory.Models;

/// <summary>
/// The names of a model's tensors, by which <see cref="ModelSpec.Tensor"/> finds them. Shapes are in the letters of
/// <see cref="ModelSpec"/>: I inputs of a step, H hidden units, K classes, G gate blocks.
/// </summary>
public static class TensorNames
{
    /// <summary>W, [I, G·H], maps a step's inputs to the pre-activations.</summary>
    public const string CellKernel = "cell/kernel";

    /// <summary>U, [H, G·H], maps the state before a step to the pre-activations.</summary>
    public const string CellRecurrent = "cell/recurrent";

    /// <summary>b, [1, G·H], the bias of the pre-activations.</summary>
    public const string CellBias = "cell/bias";

    /// <summary>[H, K], maps the hidden state to the logits.</summary>
    public const string ReadoutKernel = "readout/kernel";

    /// <summary>The logits' bias, [1, K].</summary>
    public const string ReadoutBias = "readout/bias";
}
