using System.Globalization;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>A field of an epoch's record that training again did not reproduce.</summary>
/// <param name="Field">E.g. "loss", "metrics.vacc", "stateHash".</param>
/// <param name="Recorded">The recorded value.</param>
/// <param name="Repeated">The value of the replay.</param>
public sealed record RecordDifference(string Field, string Recorded, string Repeated)
{
    private const string Absent = "absent";

    private static readonly Dictionary<string, double> None = [];

    /// <summary>
    /// Every field that differs by a bit, in the order of the record; wall times do not count, and neither do diagnostics that only one of
    /// the two has.
    /// </summary>
    public static IReadOnlyList<RecordDifference> Between(EpochRecord recorded, EpochRecord repeated) =>
        Between(Fields(Diagnostics.Shared(recorded, repeated)), Fields(Diagnostics.Shared(repeated, recorded)));

    /// <summary>The same for an epoch that a NaN or an infinity ended, in the record or in the replay.</summary>
    public static IReadOnlyList<RecordDifference> Between(Divergence? recorded, Divergence? repeated) =>
        Between(Fields(Diagnostics.Shared(recorded, repeated)), Fields(Diagnostics.Shared(repeated, recorded)));

    private static RecordDifference[] Between(Dictionary<string, string> recorded, Dictionary<string, string> repeated) =>
    [
        .. recorded.Keys.Union(repeated.Keys)
            .Select(field => new RecordDifference(
                field, recorded.GetValueOrDefault(field, Absent), repeated.GetValueOrDefault(field, Absent)))
            .Where(difference => difference.Recorded != difference.Repeated),
    ];

    // The shortest decimal that reads back as the same double distinguishes any two values, also -0 and 0.
    private static Dictionary<string, string> Fields(EpochRecord record) => ByName(
    [
        new("updates", Text(record.Updates)),
        new("loss", Text(record.Loss)),
        new("accuracy", Text(record.Accuracy)),
        .. Metrics("metrics", record.Metrics),
        .. Metrics("diagnostics", record.Diagnostics ?? None),
        .. Points(record.Curve),
        new("parametersHash", record.ParametersHash),
        new("stateHash", record.StateHash),
        new("frozen", record.Frozen ? "true" : "false"),
    ]);

    private static Dictionary<string, string> Fields(Divergence? end) => ByName([new("end of the epoch", Text(end)), .. Points(end?.Curve ?? [])]);

    // A metric of a changed record may have the name of another field, e.g. "updates": then that field has both values.
    private static Dictionary<string, string> ByName(IEnumerable<KeyValuePair<string, string>> fields) =>
        fields.GroupBy(field => field.Key, field => field.Value).ToDictionary(same => same.Key, same => string.Join(" and ", same));

    private static IEnumerable<KeyValuePair<string, string>> Points(IReadOnlyList<CurvePoint> curve) => curve.Index().SelectMany(point =>
        Metrics($"curve[{point.Index}]", point.Item.Metrics)
            .Prepend(KeyValuePair.Create($"curve[{point.Index}].updates", Text(point.Item.Updates)))
            .Concat(Metrics($"curve[{point.Index}].diagnostics", point.Item.Diagnostics ?? None)));

    private static IEnumerable<KeyValuePair<string, string>> Metrics(string prefix, IReadOnlyDictionary<string, double> metrics) =>
        metrics.Select(metric => KeyValuePair.Create($"{prefix}.{metric.Key}", Text(metric.Value)));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(Divergence? end) => end is null
        ? "finite to its last minibatch"
        : string.Create(CultureInfo.InvariantCulture, $"diverged in minibatch {end.Update}: {end.Reason}");
}
