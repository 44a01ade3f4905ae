using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Scalar;

/// <summary>The dense softmax readout of one hidden state, with H hidden units and K classes: kernel [H, K], bias [K].</summary>
internal sealed class ScalarReadout(ModelSpec model)
{
    private readonly int hiddenUnits = model.Hidden;
    private readonly int classes = model.Classes;
    private readonly float[] logits = new float[model.Classes];
    private readonly float[] probabilities = new float[model.Classes];

    /// <summary>Arg max, the lowest class on ties; leaves the probabilities for <see cref="Loss"/> and <see cref="Backward"/>.</summary>
    public int Forward(ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, ReadOnlySpan<float> hidden)
    {
        int best = 0;
        for (int k = 0; k < classes; k++)
        {
            logits[k] = Chain.Continue(bias[k], hidden, 1, kernel[k..], classes, hiddenUnits);
            best = logits[k] > logits[best] ? k : best;
        }

        float sum = 0f;
        for (int k = 0; k < classes; k++)
        {
            probabilities[k] = Elementary.Exp(logits[k] - logits[best]);
            sum = k == 0 ? probabilities[0] : sum + probabilities[k];
        }

        for (int k = 0; k < classes; k++)
        {
            probabilities[k] /= sum;
        }

        return best;
    }

    /// <summary>−ln of the target's clipped probability.</summary>
    public float Loss(int target)
    {
        float p = probabilities[target];
        p = LossClip.Low > p ? LossClip.Low : p;
        p = p > LossClip.High ? LossClip.High : p;
        return 0f - Elementary.Log(p);
    }

    /// <summary>Whether the target's probability is outside the clip, where the loss is flat.</summary>
    public bool IsClipped(int target) => LossClip.Low > probabilities[target] || probabilities[target] > LossClip.High;

    /// <summary>
    /// Adds this output to the gradients of kernel and bias and writes the gradient with respect to the hidden state [H].
    /// </summary>
    /// <param name="target">The target class.</param>
    /// <param name="scale">1 over the number of scored outputs.</param>
    /// <param name="kernel">[H, K].</param>
    /// <param name="hidden">h, [H].</param>
    /// <param name="kernelGradient">[H, K], added to.</param>
    /// <param name="biasGradient">[K], added to.</param>
    /// <param name="hiddenGradient">[H], written.</param>
    public void Backward(
        int target,
        float scale,
        ReadOnlySpan<float> kernel,
        ReadOnlySpan<float> hidden,
        Span<float> kernelGradient,
        Span<float> biasGradient,
        Span<float> hiddenGradient)
    {
        bool clipped = IsClipped(target);
        var slope = new float[classes];
        for (int k = 0; k < classes; k++)
        {
            slope[k] = clipped ? 0f : (probabilities[k] - (k == target ? 1f : 0f)) * scale;
            biasGradient[k] += slope[k];
            for (int u = 0; u < hiddenUnits; u++)
            {
                ref float sum = ref kernelGradient[(u * classes) + k];
                sum = FloatFma.Compute(slope[k], hidden[u], sum);
            }
        }

        for (int u = 0; u < hiddenUnits; u++)
        {
            hiddenGradient[u] = Chain.Continue(0f, slope, 1, kernel[(u * classes)..], 1, classes);
        }
    }
}
