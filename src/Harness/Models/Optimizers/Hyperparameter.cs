using System.Globalization;

namespace RnnMemory.Models;

/// <summary>One setting of an optimiser.</summary>
/// <param name="Name">The name in settings, e.g. "Rho"; stored specs have it in camel case.</param>
/// <param name="Default">Its default value.</param>
/// <param name="Range">Which values are allowed.</param>
/// <param name="Help">A one-line description.</param>
public sealed record Hyperparameter(string Name, double Default, Interval Range, string Help);

/// <summary>A range of numbers. No range contains NaN.</summary>
/// <param name="From">Its lower end.</param>
/// <param name="Inclusive">Whether the lower end itself is allowed.</param>
/// <param name="Below">Its upper end, which is not itself allowed.</param>
public sealed record Interval(double From, bool Inclusive, double Below)
{
    /// <summary>From 0 to below 1.</summary>
    public static Interval Fraction { get; } = new(0, Inclusive: true, 1);

    /// <summary>Above 0.</summary>
    public static Interval Positive { get; } = new(0, Inclusive: false, double.PositiveInfinity);

    /// <summary>The rule in words, e.g. "must be at least 0 and below 1".</summary>
    public string Rule => string.Create(CultureInfo.InvariantCulture, $"must be {(Inclusive ? "at least" : "above")} {From}")
        + (double.IsFinite(Below) ? string.Create(CultureInfo.InvariantCulture, $" and below {Below}") : "");

    /// <summary>Whether the value is allowed.</summary>
    public bool Contains(double value) => (Inclusive ? value >= From : value > From) && value < Below;
}
