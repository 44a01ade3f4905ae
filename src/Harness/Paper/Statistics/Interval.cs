namespace RnnMemory.Paper.Statistics;

/// <summary>All values from one end to the other, both ends included.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a value lies inside or at an end.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Whether another interval lies inside, ends included.</summary>
    public bool Contains(Interval other) => other.Low >= Low && other.High <= High;

    /// <summary>How far a value lies from the nearest end; 0 inside.</summary>
    public double Distance(double value) => Math.Max(0, Math.Max(Low - value, value - High));
}
