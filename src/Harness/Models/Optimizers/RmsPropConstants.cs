namespace RnnMemory.Models;

/// <summary>
/// The optimiser's constants in binary32. One parameter's update: a ← fma(ρ, a, (1 − ρ)(g g)); w ← w − lr g / (√a + ε),
/// 1 − ρ being the difference in binary32, as in Keras, where ρ is a variable.
/// </summary>
internal readonly record struct RmsPropConstants(float LearningRate, float Rho, float OneMinusRho, float Epsilon)
{
    public RmsPropConstants(OptimizerSpec optimizer)
        : this((float)optimizer.LearningRate, (float)optimizer.Rho, 1f - (float)optimizer.Rho, (float)optimizer.Epsilon)
    {
    }

    /// <summary>The accumulators after that many updates whose every gradient is zero: a ← ρ a, rounded each time.</summary>
    public static void Decay(OptimizerSpec optimizer, Span<float> accumulators, int updates)
    {
        float rho = (float)optimizer.Rho;
        foreach (ref float a in accumulators)
        {
            // Below the smallest subnormal's neighbourhood the product rounds to itself; nothing changes from there on.
            for (int update = 0; update < updates && rho * a != a; update++)
            {
                a *= rho;
            }
        }
    }

    /// <summary>
    /// What gradients are multiplied by so that their global norm does not pass the limit; 1 without a limit or below it.
    /// The squares are added in declared order in binary64.
    /// </summary>
    public static float ClipFactor(double clipNorm, ReadOnlySpan<float> gradients)
    {
        if (clipNorm <= 0)
        {
            return 1f;
        }

        double squares = 0;
        foreach (float g in gradients)
        {
            squares += (double)g * g;
        }

        double norm = Math.Sqrt(squares);
        return norm > clipNorm ? (float)(clipNorm / norm) : 1f;
    }
}
