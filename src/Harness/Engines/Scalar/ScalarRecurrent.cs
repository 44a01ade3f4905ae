using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Scalar;

/// <summary>h' = f(x W + h U + b) with f = relu (the paper's vanilla network) or tanh (Keras's default).</summary>
internal sealed class ScalarRecurrent(ModelSpec model, int steps, int batch) : ScalarCell(model, steps, batch)
{
    private readonly bool relu = model.Cell == Cell.Vanilla;

    public override void Forward(CellWeights weights, ReadOnlySpan<float> inputs)
    {
        for (int t = 0; t < T; t++)
        {
            for (int b = 0; b < B; b++)
            {
                for (int u = 0; u < H; u++)
                {
                    float z = PreActivation(weights, inputs.Slice(Row(t, b, I), I), Previous(Hidden, t, b), u);
                    Hidden[Row(t, b, H) + u] = relu ? (0f > z ? 0f : z) : Elementary.Tanh(z);
                }
            }
        }
    }

    public override void Backward(CellWeights weights, ReadOnlySpan<float> inputs, ReadOnlySpan<float> hiddenGradient, CellGradients gradients)
    {
        for (int t = T - 1; t >= 0; t--)
        {
            for (int b = 0; b < B; b++)
            {
                for (int u = 0; u < H; u++)
                {
                    float dh = hiddenGradient[Row(t, b, H) + u];
                    if (t + 1 < T)
                    {
                        dh = Chain.Continue(dh, PreGradient.AsSpan(Row(t + 1, b, Width)), 1, weights.Recurrent[(u * Width)..], 1, H);
                    }

                    float h = Hidden[Row(t, b, H) + u];
                    PreGradient[Row(t, b, Width) + u] = relu ? (h > 0f ? dh : 0f) : dh * TanhSlope(h);
                }
            }
        }

        WeightGradients(inputs, (t, b, _) => Hidden.AsMemory(Row(t - 1, b, H), H), gradients);
    }
}
