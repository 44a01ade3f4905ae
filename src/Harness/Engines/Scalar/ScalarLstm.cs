using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Scalar;

/// <summary>
/// Keras 2.1.4's LSTM, gate blocks i, f, g (Keras's "c"), o: c' = f c + i g, h' = o tanh(c').
/// </summary>
[Implements("lstm")]
internal sealed class ScalarLstm(ModelSpec model, int steps, int batch) : ScalarCell(model, steps, batch)
{
    // Activated gates [T, B, 4, H]; c and tanh(c) after each step [T, B, H].
    private readonly float[] gates = new float[steps * batch * 4 * model.Hidden];
    private readonly float[] carry = new float[steps * batch * model.Hidden];
    private readonly float[] squashed = new float[steps * batch * model.Hidden];

    public static ScalarCell Create(ModelSpec model, int steps, int batch) => new ScalarLstm(model, steps, batch);

    public override void Forward(CellWeights weights, ReadOnlySpan<float> inputs)
    {
        for (int t = 0; t < T; t++)
        {
            for (int b = 0; b < B; b++)
            {
                for (int u = 0; u < H; u++)
                {
                    ReadOnlySpan<float> x = inputs.Slice(Row(t, b, I), I);
                    ReadOnlySpan<float> state = Previous(Hidden, t, b);
                    float i = Gate(PreActivation(weights, x, state, u));
                    float f = Gate(PreActivation(weights, x, state, H + u));
                    float g = Elementary.Tanh(PreActivation(weights, x, state, (2 * H) + u));
                    float o = Gate(PreActivation(weights, x, state, (3 * H) + u));
                    float c = FloatFma.Compute(f, PreviousCarry(t, b, u), i * g);
                    float s = Elementary.Tanh(c);
                    (gates[GateAt(t, b, 0, u)], gates[GateAt(t, b, 1, u)]) = (i, f);
                    (gates[GateAt(t, b, 2, u)], gates[GateAt(t, b, 3, u)]) = (g, o);
                    (carry[Row(t, b, H) + u], squashed[Row(t, b, H) + u]) = (c, s);
                    Hidden[Row(t, b, H) + u] = o * s;
                }
            }
        }
    }

    public override void Backward(
        CellWeights weights, ReadOnlySpan<float> inputs, ReadOnlySpan<float> hiddenGradient, CellGradients gradients)
    {
        // Gradient with respect to c from the next step, [B, H].
        var carryGradient = new float[B * H];
        for (int t = T - 1; t >= 0; t--)
        {
            for (int b = 0; b < B; b++)
            {
                for (int u = 0; u < H; u++)
                {
                    float dh = hiddenGradient[Row(t, b, H) + u];
                    if (t + 1 < T)
                    {
                        dh = Chain.Continue(dh, PreGradient.AsSpan(Row(t + 1, b, Width)), 1, weights.Recurrent[(u * Width)..], 1, Width);
                    }

                    float i = gates[GateAt(t, b, 0, u)];
                    float f = gates[GateAt(t, b, 1, u)];
                    float g = gates[GateAt(t, b, 2, u)];
                    float o = gates[GateAt(t, b, 3, u)];
                    float s = squashed[Row(t, b, H) + u];
                    float dc = FloatFma.Compute(dh * o, TanhSlope(s), carryGradient[(b * H) + u]);
                    int at = Row(t, b, Width) + u;
                    PreGradient[at] = (dc * g) * GateSlope(i);
                    PreGradient[at + H] = (dc * PreviousCarry(t, b, u)) * GateSlope(f);
                    PreGradient[at + (2 * H)] = (dc * i) * TanhSlope(g);
                    PreGradient[at + (3 * H)] = (dh * s) * GateSlope(o);
                    carryGradient[(b * H) + u] = dc * f;
                }
            }
        }

        WeightGradients(inputs, (t, b, _) => Hidden.AsMemory(Row(t - 1, b, H), H), gradients);
    }

    private int GateAt(int t, int b, int gate, int u) => Row(t, b, Width) + (gate * H) + u;

    private float PreviousCarry(int t, int b, int u) => t == 0 ? 0f : carry[Row(t - 1, b, H) + u];
}
