namespace RnnMemory.Models;

/// <summary>
/// Keras 2.1.4's RMSprop: a ← ρ a + (1 − ρ) g²; w ← w − lr g / (√a + ε), ε outside the root, a from zero (assumption C2).
/// </summary>
public sealed record OptimizerSpec
{
    /// <summary>lr.</summary>
    public required double LearningRate { get; init; }

    /// <summary>ρ.</summary>
    public double Rho { get; init; } = 0.9;

    /// <summary>ε; 1e-7 since Keras 2.1.3, 1e-8 before (assumption C1).</summary>
    public double Epsilon { get; init; } = 1e-7;

    /// <summary>Gradients are scaled down to this global norm; 0 switches clipping off, as in the paper (assumption C4).</summary>
    public double ClipNorm { get; init; }
}
