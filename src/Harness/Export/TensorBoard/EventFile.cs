using RnnMemory.Export.Protobuf;
using RnnMemory.Training;

namespace RnnMemory.Export.TensorBoard;

/// <summary>
/// A run's epochs as a file of TensorBoard's events: a scalar for each metric and diagnostic, for the loss and accuracy while training and
/// for the seconds that an epoch took. The step is the epoch.
/// </summary>
/// <remarks>
/// The format holds scalars in binary32. Records hold no dates, so the wall time of an event is the seconds trained so far: TensorBoard's
/// axis "relative" is right, "wall" begins in 1970.
/// </remarks>
internal static class EventFile
{
    /// <summary>TensorBoard reads files whose name contains "tfevents".</summary>
    public const string Name = "events.out.tfevents.0000000000.rnn-memory";

    private const string Version = "brain.Event:2";

    /// <summary>The file's content.</summary>
    public static byte[] Encode(IReadOnlyList<EpochRecord> epochs)
    {
        double trained = 0;
        List<byte[]> events = [Event(time: 0, step: 0).Text(3, Version).Written.ToArray()];
        foreach (EpochRecord epoch in epochs)
        {
            trained += epoch.Seconds;
            ProtobufWriter summary = new ProtobufWriter()
                .Messages(1, Scalars(epoch), scalar => new ProtobufWriter().Text(1, scalar.Key).Single(2, (float)scalar.Value));
            events.Add(Event(trained, epoch.Epoch).Message(5, summary).Written.ToArray());
        }

        return RecordFile.Encode(events);
    }

    // As other writers do, fields that are zero are left out.
    private static ProtobufWriter Event(double time, long step)
    {
        ProtobufWriter message = new();
        if (time != 0)
        {
            message.Double(1, time);
        }

        return step == 0 ? message : message.Integer(2, step);
    }

    private static IEnumerable<KeyValuePair<string, double>> Scalars(EpochRecord epoch) =>
    [
        new("loss", epoch.Loss),
        new("accuracy", epoch.Accuracy),
        .. epoch.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal),
        .. (epoch.Diagnostics ?? new Dictionary<string, double>()).OrderBy(diagnostic => diagnostic.Key, StringComparer.Ordinal),
        new("seconds", epoch.Seconds),
    ];
}
