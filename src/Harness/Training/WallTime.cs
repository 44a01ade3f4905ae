namespace RnnMemory.Training;

/// <summary>
/// Recorded wall times. Training again cannot check them, so a record that was changed may have any number, also one that no
/// <see cref="TimeSpan"/> holds.
/// </summary>
public static class WallTime
{
    // Longer than any training, and far below the longest time span.
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_525);

    /// <summary>Whether an epoch can have taken that long.</summary>
    /// <param name="seconds">As recorded.</param>
    public static bool IsPossible(double seconds) => seconds >= 0 && seconds <= Century.TotalSeconds;

    /// <summary>Recorded seconds as a time span: at least zero, at most a century; zero for NaN.</summary>
    /// <param name="seconds">As recorded, of one epoch or of many.</param>
    public static TimeSpan Of(double seconds) =>
        double.IsNaN(seconds) ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Century.TotalSeconds));
}
