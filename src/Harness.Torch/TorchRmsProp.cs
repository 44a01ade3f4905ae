using RnnMemory.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>
/// Keras 2.1.4's RMSprop (assumption C2) in tensor operations; libtorch's own has other defaults and no such clipping.
/// Constants are rounded to the working precision first, and 1 − ρ is taken there, as Keras does.
/// </summary>
internal sealed class TorchRmsProp : IDisposable
{
    private readonly OptimizerSpec spec;
    private readonly Tensor[] parameters;
    private readonly double rho;
    private readonly double oneMinusRho;

    /// <summary>An optimiser of these tensors, which stay the caller's; accumulators start at zero.</summary>
    public TorchRmsProp(OptimizerSpec spec, Tensor[] parameters)
    {
        (this.spec, this.parameters) = (spec, parameters);
        Accumulators = [.. parameters.Select(p => torch.zeros_like(p).DetachFromDisposeScope())];
        bool single = parameters[0].dtype == ScalarType.Float32;
        rho = single ? (float)spec.Rho : spec.Rho;
        oneMinusRho = single ? 1f - (float)spec.Rho : 1 - spec.Rho;
    }

    /// <summary>a, one for each parameter tensor.</summary>
    public IReadOnlyList<Tensor> Accumulators { get; }

    /// <summary>One update in place; the gradients are scaled first where their global norm exceeds the bound.</summary>
    public void Update(IReadOnlyList<Tensor> gradients)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = torch.no_grad();
        double scale = ClipScale(gradients);
        for (int i = 0; i < parameters.Length; i++)
        {
            Tensor g = gradients[i] * scale;
            Tensor a = Accumulators[i];
            Tensor w = parameters[i];
            a.copy_(Binary32((a * rho) + (g.square() * oneMinusRho)));
            w.copy_(Binary32(w - (g * spec.LearningRate / (a.sqrt() + spec.Epsilon))));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in Accumulators)
        {
            tensor.Dispose();
        }
    }

    private double ClipScale(IReadOnlyList<Tensor> gradients)
    {
        if (spec.ClipNorm <= 0)
        {
            return 1;
        }

        double norm = torch.stack(gradients.Select(g => g.square().sum())).sum().sqrt().ToDouble();
        return norm > spec.ClipNorm ? spec.ClipNorm / norm : 1;
    }

    private static Tensor Binary32(Tensor tensor) => tensor.to(ScalarType.Float32);
}
