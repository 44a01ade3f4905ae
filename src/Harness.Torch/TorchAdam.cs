using RnnMemory.Engines;
using RnnMemory.Models;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>Keras 2.1.4's Adam.</summary>
[Implements("adam")]
internal sealed class TorchAdam(OptimizerSpec spec, Tensor[] parameters) : TorchOptimizer(spec, parameters)
{
    public static TorchOptimizer Create(OptimizerSpec spec, Tensor[] parameters) => new TorchAdam(spec, parameters);

    protected override void Step(Tensor parameter, Tensor gradient, Tensor[] slots)
    {
        (Tensor m, Tensor v) = (slots[0], slots[1]);
        (double beta1, double beta2) = (Rounded(Spec[Adam.Beta1]), Rounded(Spec[Adam.Beta2]));
        double rate = Spec.LearningRate * Math.Sqrt(1 - Math.Pow(beta2, Updates)) / (1 - Math.Pow(beta1, Updates));
        Assign(m, m.Times(beta1).Plus(gradient.Times(OneMinus(beta1))));
        Assign(v, v.Times(beta2).Plus(gradient.square().Times(OneMinus(beta2))));
        Assign(parameter, parameter - (m.Times(rate) / v.sqrt().Plus(Spec[Adam.Epsilon])));
    }
}
