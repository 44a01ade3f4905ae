using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Scalar;

/// <summary>h' = f(x W + h U + b).</summary>
internal abstract class ScalarRecurrent(ModelSpec model, int steps, int batch) : ScalarCell(model, steps, batch)
{
    public override void Forward(CellWeights weights, ReadOnlySpan<float> inputs)
    {
        for (int t = 0; t < T; t++)
        {
            for (int b = 0; b < B; b++)
            {
                for (int u = 0; u < H; u++)
                {
                    float z = PreActivation(weights, inputs.Slice(Row(t, b, I), I), Previous(Hidden, t, b), u);
                    Hidden[Row(t, b, H) + u] = Activate(z);
                }
            }
        }
    }

    public override void Backward(
        CellWeights weights, ReadOnlySpan<float> inputs, ReadOnlySpan<float> hiddenGradient, CellGradients gradients)
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

                    PreGradient[Row(t, b, Width) + u] = ThroughActivation(dh, Hidden[Row(t, b, H) + u]);
                }
            }
        }

        WeightGradients(inputs, (t, b, _) => Hidden.AsMemory(Row(t - 1, b, H), H), gradients);
    }

    /// <summary>f(z).</summary>
    protected abstract float Activate(float z);

    /// <summary>The gradient with respect to z, computed from that with respect to h = f(z).</summary>
    protected abstract float ThroughActivation(float gradient, float h);
}

/// <summary>The paper's vanilla network: f = relu.</summary>
[Implements("vanilla")]
internal sealed class ScalarVanilla(ModelSpec model, int steps, int batch) : ScalarRecurrent(model, steps, batch)
{
    public static ScalarCell Create(ModelSpec model, int steps, int batch) => new ScalarVanilla(model, steps, batch);

    protected override float Activate(float z) => 0f > z ? 0f : z;

    protected override float ThroughActivation(float gradient, float h) => h > 0f ? gradient : 0f;
}

/// <summary>Keras's default: f = tanh.</summary>
[Implements("tanh")]
internal sealed class ScalarTanh(ModelSpec model, int steps, int batch) : ScalarRecurrent(model, steps, batch)
{
    public static ScalarCell Create(ModelSpec model, int steps, int batch) => new ScalarTanh(model, steps, batch);

    protected override float Activate(float z) => Elementary.Tanh(z);

    protected override float ThroughActivation(float gradient, float h) => gradient * TanhSlope(h);
}
