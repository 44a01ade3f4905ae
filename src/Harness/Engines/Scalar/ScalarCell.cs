using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Scalar;

/// <summary>
/// A recurrent cell over T time steps of B sequences. H hidden units, I inputs of a step, G gate blocks; unit (g, u) of the
/// pre-activations is column g·H + u of the kernels.
/// </summary>
internal abstract class ScalarCell(ModelSpec model, int steps, int batch)
{
    private delegate ScalarCell Factory(ModelSpec model, int steps, int batch);

    protected int T { get; } = steps;

    protected int B { get; } = batch;

    protected int I { get; } = model.Inputs;

    protected int H { get; } = model.Hidden;

    /// <summary>G·H, the width of the kernels.</summary>
    protected int Width { get; } = model.Cell.Gates.Count * model.Hidden;

    /// <summary>The cell of the model.</summary>
    /// <exception cref="UserError">This engine has no such cell.</exception>
    public static ScalarCell Of(ModelSpec model, int steps, int batch) =>
        Implementations.Get<Factory>("scalar", "cell", typeof(ScalarCell), model.Cell.Name)(model, steps, batch);

    /// <summary>h after each step, [T, B, H].</summary>
    public float[] Hidden { get; } = new float[steps * batch * model.Hidden];

    /// <summary>Gradient of the loss with respect to the pre-activations, [T, B, G·H].</summary>
    protected float[] PreGradient { get; } = new float[steps * batch * model.Cell.Gates.Count * model.Hidden];

    private readonly bool hardGates = model.GateActivation == GateActivation.HardSigmoid;

    /// <summary>Fills <see cref="Hidden"/> from the inputs [T, B, I]; the state before the first step is zero.</summary>
    public abstract void Forward(CellWeights weights, ReadOnlySpan<float> inputs);

    /// <summary>
    /// Back-propagates <paramref name="hiddenGradient"/> [T, B, H], the loss's gradient with respect to each h through the readout alone,
    /// and writes the gradients of the three tensors.
    /// </summary>
    public abstract void Backward(
        CellWeights weights, ReadOnlySpan<float> inputs, ReadOnlySpan<float> hiddenGradient, CellGradients gradients);

    /// <summary>Row (t, b) of a [T, B, width] array.</summary>
    protected int Row(int t, int b, int width) => ((t * B) + b) * width;

    /// <summary>
    /// Adds up the bias, then the input products, then (from the second step on) the products of <paramref name="state"/> [H].
    /// </summary>
    protected float PreActivation(CellWeights weights, ReadOnlySpan<float> input, ReadOnlySpan<float> state, int column)
    {
        float z = Chain.Continue(weights.Bias[column], input, 1, weights.Kernel[column..], Width, I);
        return state.IsEmpty ? z : Chain.Continue(z, state, 1, weights.Recurrent[column..], Width, H);
    }

    /// <summary>h of the previous step; empty at the first step.</summary>
    protected ReadOnlySpan<float> Previous(float[] perStep, int t, int b) =>
        t == 0 ? [] : perStep.AsSpan(Row(t - 1, b, H), H);

    protected float Gate(float z) => hardGates ? Elementary.HardSigmoid(z) : Elementary.Sigmoid(z);

    /// <summary>The gate's derivative, computed from the gate's value.</summary>
    protected float GateSlope(float y) => hardGates ? (y > 0f && 1f > y ? 0.2f : 0f) : y * (1f - y);

    /// <summary>The derivative of tanh, computed from its value.</summary>
    protected static float TanhSlope(float y) => FloatFma.Compute(-y, y, 1f);

    /// <summary>
    /// Gradients of kernel, recurrent kernel and bias: each element one chain from zero over the rows (t, b) in descending
    /// order. The first step has no recurrent term, since no state came before it.
    /// </summary>
    /// <param name="inputs">[T, B, I].</param>
    /// <param name="stateOf">The state by which the recurrent kernel was multiplied at step t of sequence b to give that column.</param>
    /// <param name="gradients">Where the three gradients go.</param>
    protected void WeightGradients(ReadOnlySpan<float> inputs, Func<int, int, int, ReadOnlyMemory<float>> stateOf, CellGradients gradients)
    {
        gradients.Clear();
        for (int t = T - 1; t >= 0; t--)
        {
            for (int b = B - 1; b >= 0; b--)
            {
                ReadOnlySpan<float> dz = PreGradient.AsSpan(Row(t, b, Width), Width);
                for (int column = 0; column < Width; column++)
                {
                    gradients.Bias[column] += dz[column];
                    for (int i = 0; i < I; i++)
                    {
                        Accumulate(ref gradients.Kernel[(i * Width) + column], inputs[Row(t, b, I) + i], dz[column]);
                    }

                    ReadOnlySpan<float> state = t == 0 ? [] : stateOf(t, b, column).Span;
                    for (int k = 0; k < state.Length; k++)
                    {
                        Accumulate(ref gradients.Recurrent[(k * Width) + column], state[k], dz[column]);
                    }
                }
            }
        }
    }

    private static void Accumulate(ref float sum, float a, float b) => sum = FloatFma.Compute(a, b, sum);
}
