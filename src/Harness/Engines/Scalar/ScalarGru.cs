using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Scalar;

/// <summary>
/// Keras 2.1.4's GRU with gate blocks z, r, h; the reset gate acts before the recurrent product: g = tanh(x W_h + b_h + (r∘h) U_h), h' =
/// z h + (1 − z) g.
/// </summary>
[Implements("gru")]
internal sealed class ScalarGru(ModelSpec model, int steps, int batch) : ScalarCell(model, steps, batch)
{
    // Activated z, r and g [T, B, 3, H]; r∘h before each step [T, B, H].
    private readonly float[] gates = new float[steps * batch * 3 * model.Hidden];
    private readonly float[] reset = new float[steps * batch * model.Hidden];

    public static ScalarCell Create(ModelSpec model, int steps, int batch) => new ScalarGru(model, steps, batch);

    public override void Forward(CellWeights weights, ReadOnlySpan<float> inputs)
    {
        for (int t = 0; t < T; t++)
        {
            for (int b = 0; b < B; b++)
            {
                ReadOnlySpan<float> x = inputs.Slice(Row(t, b, I), I);
                ReadOnlySpan<float> state = Previous(Hidden, t, b);
                for (int u = 0; u < H; u++)
                {
                    gates[GateAt(t, b, 0, u)] = Gate(PreActivation(weights, x, state, u));
                    float r = Gate(PreActivation(weights, x, state, H + u));
                    gates[GateAt(t, b, 1, u)] = r;
                    reset[Row(t, b, H) + u] = r * PreviousHidden(t, b, u);
                }

                ReadOnlySpan<float> resetState = t == 0 ? [] : reset.AsSpan(Row(t, b, H), H);
                for (int u = 0; u < H; u++)
                {
                    float z = gates[GateAt(t, b, 0, u)];
                    float g = Elementary.Tanh(PreActivation(weights, x, resetState, (2 * H) + u));
                    gates[GateAt(t, b, 2, u)] = g;
                    Hidden[Row(t, b, H) + u] = FloatFma.Compute(z, PreviousHidden(t, b, u), (1f - z) * g);
                }
            }
        }
    }

    public override void Backward(
        CellWeights weights, ReadOnlySpan<float> inputs, ReadOnlySpan<float> hiddenGradient, CellGradients gradients)
    {
        // Gradients with respect to the current step's h and r∘h, [H] each.
        var dh = new float[B * H];
        var dReset = new float[H];
        hiddenGradient.Slice(Row(T - 1, 0, H), B * H).CopyTo(dh);
        for (int t = T - 1; t >= 0; t--)
        {
            for (int b = 0; b < B; b++)
            {
                Span<float> dz = PreGradient.AsSpan(Row(t, b, Width), Width);
                for (int u = 0; u < H; u++)
                {
                    float d = dh[(b * H) + u];
                    float z = gates[GateAt(t, b, 0, u)];
                    float g = gates[GateAt(t, b, 2, u)];
                    dz[u] = (d * (PreviousHidden(t, b, u) - g)) * GateSlope(z);
                    dz[(2 * H) + u] = (d * (1f - z)) * TanhSlope(g);
                }

                for (int u = 0; u < H; u++)
                {
                    dReset[u] = Chain.Continue(0f, dz[(2 * H)..], 1, weights.Recurrent[((u * Width) + (2 * H))..], 1, H);
                    dz[H + u] = (dReset[u] * PreviousHidden(t, b, u)) * GateSlope(gates[GateAt(t, b, 1, u)]);
                }

                for (int u = 0; t > 0 && u < H; u++)
                {
                    // The direct paths come first, then the chain over the pre-activations of z and r.
                    float previous = hiddenGradient[Row(t - 1, b, H) + u];
                    previous = FloatFma.Compute(dh[(b * H) + u], gates[GateAt(t, b, 0, u)], previous);
                    previous = FloatFma.Compute(dReset[u], gates[GateAt(t, b, 1, u)], previous);
                    dh[(b * H) + u] = Chain.Continue(previous, dz, 1, weights.Recurrent[(u * Width)..], 1, 2 * H);
                }
            }
        }

        WeightGradients(
            inputs,
            (t, b, column) => column < 2 * H ? Hidden.AsMemory(Row(t - 1, b, H), H) : reset.AsMemory(Row(t, b, H), H),
            gradients);
    }

    private int GateAt(int t, int b, int gate, int u) => Row(t, b, Width) + (gate * H) + u;

    private float PreviousHidden(int t, int b, int u) => t == 0 ? 0f : Hidden[Row(t - 1, b, H) + u];
}
