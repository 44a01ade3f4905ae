using System.Globalization;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Progress;

/// <summary>Progress as text.</summary>
internal static class RunText
{
    /// <summary>"12 s", "1 min 20 s", "2 h 05 min".</summary>
    public static string Of(TimeSpan time)
    {
        long seconds = (long)Math.Round(time.TotalSeconds);
        FormattableString text = seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => $"{seconds / 60} min {seconds % 60:00} s",
            _ => $"{seconds / 3600} h {seconds / 60 % 60:00} min",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>"about 12 s left"; empty while nothing is known.</summary>
    public static string Left(TimeSpan? left) => left is null ? "" : $"about {Of(left.Value)} left";

    /// <summary>The current activity of a run: "training" or "measuring".</summary>
    public static string Doing(RunProgress progress) => progress.Stage == RunStage.Measuring ? "measuring" : "training";

    /// <summary>
    /// For a run being trained "epoch 2/5  acc 0.9876": the current epoch and the running mean accuracy of its minibatches. For a run
    /// being measured "measuring 2/3": the current value.
    /// </summary>
    public static string Of(RunProgress progress)
    {
        if (progress.Stage == RunStage.Measuring)
        {
            return string.Create(CultureInfo.InvariantCulture, $"measuring {progress.Update + 1}/{progress.UpdatesPerEpoch}");
        }

        int epoch = Math.Min(progress.Epoch + 1, progress.Epochs);
        string accuracy = double.IsNaN(progress.Accuracy) ? "-" : progress.Accuracy.ToString("0.0000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}/{progress.Epochs}  acc {accuracy,-6}");
    }

    /// <summary>One line on a run that ended.</summary>
    public static string Of(EndedRun ended, RunNames names)
    {
        (string what, string how) = ended.Progress.Stage switch
        {
            RunStage.Recorded => ("read", "from the record"),
            RunStage.Diverged => ("diverged", Of(ended.Busy)),
            _ => ("trained", Of(ended.Busy)),
        };
        return $"{what,-8}  {names.Short(ended.Progress.RunId).PadRight(names.Width)}  {Of(ended.Progress)}  {how}  ({ended.Over} of {ended.Total})";
    }
}
