using RnnMemory.Engines;
using RnnMemory.Models;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>Keras 2.1.4's RMSprop (assumption C2).</summary>
[Implements("rmsprop")]
internal sealed class TorchRmsProp(OptimizerSpec spec, Tensor[] parameters) : TorchOptimizer(spec, parameters)
{
    public static TorchOptimizer Create(OptimizerSpec spec, Tensor[] parameters) => new TorchRmsProp(spec, parameters);

    protected override void Step(Tensor parameter, Tensor gradient, Tensor[] slots)
    {
        Tensor a = slots[0];
        Assign(a, a.Times(Rounded(Spec[RmsProp.Rho])).Plus(gradient.square().Times(OneMinus(Spec[RmsProp.Rho]))));
        Assign(parameter, parameter - (gradient.Times(Spec.LearningRate) / a.sqrt().Plus(Spec[RmsProp.Epsilon])));
    }
}
