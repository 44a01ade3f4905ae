using System.Globalization;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Progress;

/// <summary>Prints a line every ten seconds within an epoch that takes longer.</summary>
internal sealed class EpochLines(TextWriter output, TimeProvider time) : IProgress<RunProgress>
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private (string Run, int Epoch) current = ("", 0);
    private long last;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (current != (value.RunId, value.Epoch))
        {
            (current, last) = ((value.RunId, value.Epoch), time.GetTimestamp());
        }

        if (time.GetElapsedTime(last) >= Every)
        {
            last = time.GetTimestamp();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.RunId}  epoch {value.Epoch}, minibatch {value.Update} of {value.UpdatesPerEpoch}"));
        }
    }
}
