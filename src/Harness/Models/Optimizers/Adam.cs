using RnnMemory.Numerics;

namespace RnnMemory.Models;

/// <summary>
/// Keras 2.1.4's Adam (Kingma and Ba 2015, in the order of the paper's section 2): m ← β1 m + (1 − β1) g; v ← β2 v + (1 − β2) g²;
/// w ← w − lr_t m / (√v + ε), lr_t = lr √(1 − β2^t) / (1 − β1^t) at the t-th update, m and v from zero.
/// </summary>
public sealed class Adam : Optimizer
{
    /// <summary>β1.</summary>
    public const string Beta1 = "Beta1";

    /// <summary>β2.</summary>
    public const string Beta2 = "Beta2";

    /// <summary>ε.</summary>
    public const string Epsilon = "Epsilon";

    private Adam()
    {
    }

    /// <summary>The description.</summary>
    public static Adam Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "adam";

    /// <inheritdoc/>
    public override string Label => "Adam";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Slots { get; } = ["m", "v"];

    /// <inheritdoc/>
    public override IReadOnlyList<Hyperparameter> Hyperparameters { get; } =
    [
        new(Beta1, 0.9, Interval.Fraction, "Adam's beta 1: how much of the mean of the gradients is kept at each update"),
        new(Beta2, 0.999, Interval.Fraction, "Adam's beta 2: how much of the mean square of the gradients is kept at each update"),
        new(Epsilon, 1e-7, Interval.Positive, "Adam's epsilon, outside the root"),
    ];

    /// <inheritdoc/>
    public override UpdateRule Rule(OptimizerSpec spec) => new AdamRule(spec);

    /// <summary>None: m moves the parameters when the gradients are zero too.</summary>
    public override SlotDecay? Rest(OptimizerSpec spec) => null;
}

/// <summary>
/// One parameter's update: m ← fma(β1, m, (1 − β1) g); v ← fma(β2, v, (1 − β2)(g g)); w ← w − lr_t m / (√v + ε). β and 1 − β are
/// binary32, as in Keras; lr_t is computed in binary64 from those β and rounded once.
/// </summary>
internal sealed class AdamRule(OptimizerSpec spec) : UpdateRule
{
    /// <summary>lr_t of the update under way.</summary>
    public float Rate { get; private set; }

    public float Beta1 { get; } = (float)spec[Adam.Beta1];

    public float OneMinusBeta1 { get; } = 1f - (float)spec[Adam.Beta1];

    public float Beta2 { get; } = (float)spec[Adam.Beta2];

    public float OneMinusBeta2 { get; } = 1f - (float)spec[Adam.Beta2];

    public float Epsilon { get; } = (float)spec[Adam.Epsilon];

    public override void Begin(long updates)
    {
        double root = Math.Sqrt(1 - IntegerPower.Of(Beta2, updates + 1));
        Rate = (float)(spec.LearningRate * root / (1 - IntegerPower.Of(Beta1, updates + 1)));
    }

    public override float Step(float parameter, float gradient, Span<float> slots)
    {
        ref float m = ref slots[0];
        ref float v = ref slots[1];
        m = FloatFma.Compute(Beta1, m, OneMinusBeta1 * gradient);
        v = FloatFma.Compute(Beta2, v, OneMinusBeta2 * (gradient * gradient));
        return parameter - (Rate * m / (MathF.Sqrt(v) + Epsilon));
    }
}
