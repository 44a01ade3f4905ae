namespace RnnMemory.Training;

/// <summary>
/// Reduces records to the diagnostics that they share, so that a record of a version without some of them can be compared with a newer one.
/// </summary>
internal static class Diagnostics
{
    /// <summary>The record without the diagnostics that the other one lacks.</summary>
    public static EpochRecord Shared(EpochRecord record, EpochRecord other) => record with
    {
        Diagnostics = Shared(record.Diagnostics, other.Diagnostics),
        Curve = Shared(record.Curve, other.Curve),
    };

    /// <summary>The record without diagnostics.</summary>
    public static EpochRecord Without(EpochRecord record) => Shared(record, record with { Diagnostics = null, Curve = [] });

    /// <summary>The same for the end of a run that diverged.</summary>
    public static Divergence? Shared(Divergence? end, Divergence? other) =>
        end is null || other is null ? end : end with { Curve = Shared(end.Curve, other.Curve) };

    /// <summary>The curve without the diagnostics that the other one lacks in the same place.</summary>
    public static IReadOnlyList<CurvePoint> Shared(IReadOnlyList<CurvePoint> curve, IReadOnlyList<CurvePoint> other) =>
    [
        .. from point in curve.Index()
           let its = point.Index < other.Count ? other[point.Index].Diagnostics : null
           select point.Item with { Diagnostics = Shared(point.Item.Diagnostics, its) },
    ];

    /// <summary>The values whose names the others have too; null if there are none.</summary>
    public static IReadOnlyDictionary<string, double>? Shared(
        IReadOnlyDictionary<string, double>? values, IReadOnlyDictionary<string, double>? others)
    {
        if (values is null || others is null)
        {
            return null;
        }

        Dictionary<string, double> shared = new(values.Where(value => others.ContainsKey(value.Key)));
        return shared.Count == 0 ? null : shared;
    }
}
