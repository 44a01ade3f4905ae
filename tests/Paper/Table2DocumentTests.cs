using System.Globalization;
using System.Text;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Reports.Page.Parts;
using RnnMemory.Runs;
using RnnMemory.Tests.Page;
using Xunit;

namespace RnnMemory.Tests.Paper;

/// <summary>The figures of docs/table-2.md against the records.</summary>
public sealed class Table2DocumentTests
{
    // Runs of the paper's settings but for the learning rate or the permutation, if they measured latency after every epoch.
    [Fact]
    public void Document_has_the_latencies_of_every_recorded_run_that_measured_them_after_every_epoch()
    {
        string[] rows = [.. File.ReadAllLines(Path.Combine(RepositoryRoot.Find(), "docs", "table-2.md")).Where(line => line.StartsWith("| mnist/", StringComparison.Ordinal))];
        string[] recorded =
        [
            .. from id in new RunStore(RecordedRuns.Folder).FinishedIds()
               where id.StartsWith("mnist/", StringComparison.Ordinal) && !id.Contains('+', StringComparison.Ordinal)
                   && id.Contains("@128@", StringComparison.Ordinal)
               let latencies = Latencies(id)
               where latencies.Length > 0
               select Row(id, latencies),
        ];

        Assert.Equal(recorded.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_has_todays_interval_of_the_row()
    {
        NumberView mean = RecordedPages.Model.Parts.SelectMany(part => part.Numbers).Single(number => number.Id == "T2/original-permuted/mean");
        string text = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "table-2.md")).ReplaceLineEndings(" ");

        Assert.Contains($"It calls it {mean.Verdict.Word} now: {mean.Ours}, with an interval from {mean.Interval}, ", text, StringComparison.Ordinal);
    }

    private static string Row(string id, double[] latencies) => string.Create(
        CultureInfo.InvariantCulture, $"| {id} | {latencies[^1]:F2} | {latencies.Min():F2} | {latencies.Max():F2} |");

    private static double[] Latencies(string id) =>
    [
        .. from line in Encoding.UTF8.GetString(EpochFile.Read(new RunFiles(RunId.Folder(RecordedRuns.Folder, id)).Epochs)!).Split('\n')
           where line.Contains("\"latency\"", StringComparison.Ordinal)
           select JsonDocument.Parse(line).RootElement.GetProperty("diagnostics").GetProperty("latency").GetDouble(),
    ];
}
