using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>
/// An optimiser of Keras 2.1.4 in tensor operations; libtorch's own optimisers have other defaults and do not clip like Keras. As in
/// Keras, constants are first rounded to the working precision, and 1 − x is computed in it.
/// </summary>
internal abstract class TorchOptimizer : IDisposable
{
    private readonly Tensor[] parameters;
    private readonly bool single;

    /// <summary>An optimiser of these tensors, which the caller still owns; slots start at zero.</summary>
    protected TorchOptimizer(OptimizerSpec spec, Tensor[] parameters)
    {
        (Spec, this.parameters) = (spec, parameters);
        Slots = [.. spec.Optimizer.Slots.Select(_ => (Tensor[])[.. parameters.Select(p => torch.zeros_like(p).DetachFromDisposeScope())])];
        single = parameters[0].dtype == ScalarType.Float32;
    }

    /// <summary>The slots in the description's order, each with one tensor for each parameter tensor.</summary>
    public IReadOnlyList<Tensor[]> Slots { get; }

    /// <summary>Updates made so far.</summary>
    public long Updates { get; set; }

    /// <summary>The settings.</summary>
    protected OptimizerSpec Spec { get; }

    /// <summary>The optimiser of these settings.</summary>
    /// <exception cref="UserError">This engine has no such optimiser.</exception>
    public static TorchOptimizer Of(OptimizerSpec spec, Tensor[] parameters)
    {
        Type family = typeof(TorchOptimizer);
        return Implementations.Get<Func<OptimizerSpec, Tensor[], TorchOptimizer>>("torch", "optimizer", family, spec.Optimizer.Name)(spec, parameters);
    }

    /// <summary>One update in place; the gradients are scaled first if their global norm exceeds the bound.</summary>
    public void Update(IReadOnlyList<Tensor> gradients)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = torch.no_grad();
        double scale = ClipScale(gradients);
        Updates++;
        for (int i = 0; i < parameters.Length; i++)
        {
            Step(parameters[i], gradients[i].Times(scale), [.. Slots.Select(slot => slot[i])]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in Slots.SelectMany(slot => slot))
        {
            tensor.Dispose();
        }
    }

    /// <summary>One update of one parameter tensor and its slots, in place by <see cref="Assign"/>.</summary>
    protected abstract void Step(Tensor parameter, Tensor gradient, Tensor[] slots);

    /// <summary>Replaces the values, rounded to binary32.</summary>
    protected static void Assign(Tensor target, Tensor value) => target.copy_(value.to(ScalarType.Float32));

    /// <summary>x in the working precision.</summary>
    protected double Rounded(double x) => single ? (float)x : x;

    /// <summary>1 − x in the working precision.</summary>
    protected double OneMinus(double x) => single ? 1f - (float)x : 1 - x;

    private double ClipScale(IReadOnlyList<Tensor> gradients)
    {
        if (Spec.ClipNorm <= 0)
        {
            return 1;
        }

        double norm = torch.stack(gradients.Select(g => g.square().sum())).sum().sqrt().Value();
        return norm > Spec.ClipNorm ? Spec.ClipNorm / norm : 1;
    }
}
