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
        Assign(m, (m * beta1) + (gradient * OneMinus(beta1)));
        Assign(v, (v * beta2) + (gradient.square() * OneMinus(beta2)));
        Assign(parameter, parameter - (m * rate / (v.sqrt() + Spec[Adam.Epsilon])));
    }
}
