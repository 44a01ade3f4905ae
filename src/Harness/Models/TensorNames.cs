namespace RnnMemory.Models;

/// <summary>The names of a model's tensors; whoever needs a tensor asks <see cref="ModelSpec.Tensor"/> by one of them.</summary>
public static class TensorNames
{
    /// <summary>W, [I, G·H]: from a step's inputs to the pre-activations.</summary>
    public const string CellKernel = "cell/kernel";

    /// <summary>U, [H, G·H]: from the state before a step to the pre-activations.</summary>
    public const string CellRecurrent = "cell/recurrent";

    /// <summary>b, [1, G·H].</summary>
    public const string CellBias = "cell/bias";

    /// <summary>From the hidden state to the logits, [H, K].</summary>
    public const string ReadoutKernel = "readout/kernel";

    /// <summary>The logits' bias, [1, K].</summary>
    public const string ReadoutBias = "readout/bias";
}
