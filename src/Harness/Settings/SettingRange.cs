using System.Globalization;

namespace RnnMemory.Settings;

/// <summary>An interval of numbers; an infinite end means no limit.</summary>
internal readonly record struct SettingRange(double Min, double Max, double Above, double Below)
{
    /// <summary>Every number.</summary>
    public static SettingRange Everything { get; } =
        new(double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);

    public bool Contains(double number) => number >= Min && number <= Max && number > Above && number < Below;

    /// <summary>E.g. "0 to 1024" of whole numbers, "between 0 and 1", "at least 0 and below 1"; empty without a limit.</summary>
    public string Text(bool whole)
    {
        if (double.IsFinite(Min) && double.IsFinite(Max))
        {
            return whole ? Invariant($"{Min} to {Max}") : Invariant($"between {Min} and {Max}");
        }

        (string Words, double Limit)[] limits = [("at least", Min), ("above", Above), ("at most", Max), ("below", Below)];
        return string.Join(" and ", from limit in limits
                                    where double.IsFinite(limit.Limit)
                                    select Invariant($"{limit.Words} {limit.Limit}"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
