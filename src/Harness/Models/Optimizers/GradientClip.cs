namespace RnnMemory.Models;

/// <summary>Clipping of gradients by their global norm (assumption C4).</summary>
internal static class GradientClip
{
    /// <summary>
    /// The factor that keeps the gradients' global norm within the limit; 1 if there is no limit or the norm is below it. The squares are
    /// added in declared order in binary64.
    /// </summary>
    public static float Factor(double clipNorm, ReadOnlySpan<float> gradients)
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
