using System.Globalization;
using RnnMemory.Data;

namespace RnnMemory.Cli.Progress;

/// <summary>Prints a line when a download begins, and one for every tenth of it.</summary>
internal sealed class DownloadLines(TextWriter output) : IProgress<DownloadProgress>
{
    private const int Parts = 10;

    private (string File, Uri? Source, long Part) shown = ("", null, 0);

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        long part = value.Total is > 0 and long total ? value.Received * Parts / total : 0;
        if ((value.File, value.Source, part) != shown)
        {
            shown = (value.File, value.Source, part);
            string size = value.Total is long bytes ? $"{value.Received * 100 / Math.Max(1, bytes),3} % of {Text(bytes)}" : Text(value.Received);
            output.WriteLine($"{value.File,-28} {size}  {value.Source}");
        }
    }

    private static string Text(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB");
}
