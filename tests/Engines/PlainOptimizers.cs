using RnnMemory.Models;

namespace RnnMemory.Tests.Engines;

/// <summary>w ← w − lr g: no slot, no kernel.</summary>
internal sealed class PlainDescent : Optimizer
{
    public override string Name => "plain descent";

    public override string Label => Name;

    public override IReadOnlyList<string> Slots => [];

    public override IReadOnlyList<Hyperparameter> Hyperparameters => [];

    public override UpdateRule Rule(OptimizerSpec spec) => new Descent((float)spec.LearningRate);

    public override SlotDecay? Rest(OptimizerSpec spec) => (_, _) => { };

    private sealed class Descent(float rate) : UpdateRule
    {
        public override float Step(float parameter, float gradient, Span<float> slots) => parameter - (rate * gradient);
    }
}

/// <summary>u ← 0.9 u + g; w ← w − lr u: one slot, no kernel.</summary>
internal sealed class Momentum : Optimizer
{
    public override string Name => "momentum";

    public override string Label => Name;

    public override IReadOnlyList<string> Slots => ["u"];

    public override IReadOnlyList<Hyperparameter> Hyperparameters => [];

    public override UpdateRule Rule(OptimizerSpec spec) => new Heavy((float)spec.LearningRate);

    public override SlotDecay? Rest(OptimizerSpec spec) => null;

    private sealed class Heavy(float rate) : UpdateRule
    {
        public override float Step(float parameter, float gradient, Span<float> slots)
        {
            slots[0] = (0.9f * slots[0]) + gradient;
            return parameter - (rate * slots[0]);
        }
    }
}
