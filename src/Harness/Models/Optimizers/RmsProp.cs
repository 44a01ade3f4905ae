using RnnMemory.Numerics;

namespace RnnMemory.Models;

/// <summary>
/// Keras 2.1.4's RMSprop: a ← ρ a + (1 − ρ) g²; w ← w − lr g / (√a + ε), ε outside the root, a from zero (assumption C2).
/// </summary>
public sealed class RmsProp : Optimizer
{
    /// <summary>ρ.</summary>
    public const string Rho = "Rho";

    /// <summary>ε.</summary>
    public const string Epsilon = "Epsilon";

    private RmsProp()
    {
    }

    /// <summary>The description.</summary>
    public static RmsProp Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <inheritdoc/>
    public override string Label => "RMSprop";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots { get; } = ["accumulators"];

    /// <inheritdoc/>
    public override IReadOnlyList<Hyperparameter> Hyperparameters { get; } =
    [
        new(Rho, 0.9, Interval.Fraction, "RMSprop's rho: how much of the mean square of the gradients is kept at each update"),
        new(Epsilon, 1e-7, Interval.Positive, "RMSprop's epsilon, outside the root; Keras 2.1.2 and older had 1e-8 (assumption C1)"),
    ];

    /// <inheritdoc/>
    public override UpdateRule Rule(OptimizerSpec spec) => new RmsPropRule(spec);

    /// <summary>Parameters stay unchanged and a ← ρ a, rounded each time.</summary>
    public override SlotDecay? Rest(OptimizerSpec spec) => (slots, updates) =>
    {
        float rho = (float)spec[Rho];
        foreach (ref float a in slots[0].AsSpan())
        {
            // Close to the smallest subnormal the product rounds to a itself, so nothing changes from there on.
            for (int update = 0; update < updates && rho * a != a; update++)
            {
                a *= rho;
            }
        }
    };
}

/// <summary>
/// One parameter's update: a ← fma(ρ, a, (1 − ρ)(g g)); w ← w − lr g / (√a + ε). 1 − ρ is computed in binary32, as in Keras, where ρ is a
/// variable.
/// </summary>
internal sealed class RmsPropRule(OptimizerSpec spec) : UpdateRule
{
    public float LearningRate { get; } = (float)spec.LearningRate;

    public float Rho { get; } = (float)spec[RmsProp.Rho];

    public float OneMinusRho { get; } = 1f - (float)spec[RmsProp.Rho];

    public float Epsilon { get; } = (float)spec[RmsProp.Epsilon];

    public override float Step(float parameter, float gradient, Span<float> slots)
    {
        ref float a = ref slots[0];
        a = FloatFma.Compute(Rho, a, OneMinusRho * (gradient * gradient));
        return parameter - (LearningRate * gradient / (MathF.Sqrt(a) + Epsilon));
    }
}
