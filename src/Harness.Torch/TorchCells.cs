using RnnMemory.Basics;
using RnnMemory.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>
/// The cells, unrolled over the steps with plain tensor operations in Keras 2.1.4's layout and gate order, so that autograd can
/// differentiate them. libtorch's own nn.LSTM, nn.GRU and nn.RNN are other models (sigmoid gates, two biases, reset after the product)
/// and, without gradients, partly wrong. T time steps, B sequences in a minibatch, I inputs of a step, H hidden units, G gate blocks.
/// </summary>
internal static class TorchCells
{
    // A new cell needs one more line and one more method.
    private static readonly Dictionary<Cell, Unrolling> ByCell = new()
    {
        [Cell.Vanilla] = (projected, zeros, recurrent, _) => Simple(projected, zeros, recurrent, x => x.relu()),
        [Cell.Tanh] = (projected, zeros, recurrent, _) => Simple(projected, zeros, recurrent, torch.tanh),
        [Cell.Lstm] = Lstm,
        [Cell.Gru] = Gru,
    };

    // Computes the hidden states, T times [B, H], from the projected inputs, T times [B, G·H], and the zero state [B, H].
    private delegate Tensor[] Unrolling(Tensor[] projected, Tensor zeros, Tensor recurrent, Func<Tensor, Tensor> gate);

    /// <summary>Throws unless the cell is implemented here.</summary>
    /// <exception cref="UserError">The engine has no such cell.</exception>
    public static void Require(Cell cell)
    {
        if (!ByCell.ContainsKey(cell))
        {
            string known = string.Join(", ", ByCell.Keys.Select(known => known.Name).Order(StringComparer.Ordinal));
            throw new UserError($"The engine 'torch' has no cell '{cell.Name}', only {known}. Choose another engine.");
        }
    }

    /// <summary>The hidden states after each step, T times [B, H], starting from the zero state.</summary>
    /// <param name="model">The model, which names the cell and the activation of its gates.</param>
    /// <param name="inputs">[T, B, I].</param>
    /// <param name="kernel">W, [I, G·H].</param>
    /// <param name="recurrent">U, [H, G·H].</param>
    /// <param name="bias">b, [1, G·H].</param>
    public static Tensor[] Unroll(ModelSpec model, Tensor inputs, Tensor kernel, Tensor recurrent, Tensor bias)
    {
        Tensor[] projected = inputs.matmul(kernel).Plus(bias).unbind(0);
        Tensor zeros = torch.zeros(inputs.shape[1], model.Hidden, inputs.dtype);
        Func<Tensor, Tensor> gate = model.GateActivation == GateActivation.Sigmoid ? torch.sigmoid : HardSigmoid;
        return ByCell[model.Cell](projected, zeros, recurrent, gate);
    }

    private static Tensor HardSigmoid(Tensor x) => x.Times(0.2).Plus(0.5).Between(0, 1);

    private static Tensor[] Simple(Tensor[] projected, Tensor h, Tensor recurrent, Func<Tensor, Tensor> activation) =>
        [.. projected.Select(x => h = activation(x.Plus(h.matmul(recurrent))))];

    private static Tensor[] Lstm(Tensor[] projected, Tensor zeros, Tensor recurrent, Func<Tensor, Tensor> gate)
    {
        (Tensor h, Tensor c) = (zeros, zeros);
        return [.. projected.Select(Step)];

        Tensor Step(Tensor x)
        {
            Tensor[] ifco = x.Plus(h.matmul(recurrent)).chunk(4, dim: 1);
            c = (gate(ifco[1]) * c).Plus(gate(ifco[0]) * torch.tanh(ifco[2]));
            return h = gate(ifco[3]) * torch.tanh(c);
        }
    }

    private static Tensor[] Gru(Tensor[] projected, Tensor h, Tensor recurrent, Func<Tensor, Tensor> gate)
    {
        Tensor[] kernels = recurrent.chunk(3, dim: 1);
        return [.. projected.Select(Step)];

        Tensor Step(Tensor x)
        {
            Tensor[] zrh = x.chunk(3, dim: 1);
            Tensor z = gate(zrh[0].Plus(h.matmul(kernels[0])));
            Tensor r = gate(zrh[1].Plus(h.matmul(kernels[1])));
            Tensor candidate = torch.tanh(zrh[2].Plus((r * h).matmul(kernels[2])));
            return h = (z * h).Plus(z.neg().Plus(1) * candidate);
        }
    }
}
