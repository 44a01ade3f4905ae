using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Reports.Snapshots;

public sealed class RunRecordTests
{
    private static readonly FinishedRun Run = FakeRun.Of("gru", "simple", [(0, 0.5), (512, 0.75)]).Run;

    [Fact]
    public void Text_shows_measures_and_hashes_of_every_epoch() =>
        Assert.StartsWith(
            """
            increment/2x32/gru/simple@16@16@0.0003/seed-0

            Epoch  Updates      Loss  Accuracy    digits  second-half   numbers  sequences  Parameters        State
            -----  -------  --------  --------  --------  -----------  --------  ---------  ----------------  ----------------
                0    10240  0.500000  0.250000  0.750000     0.750000  0.750000   0.750000  aaaaaaaaaaaaaaaa  bbbbbbbbbbbbbbbb

            Curve: 2 points, SHA-256 
            """,
            RunRecord.Of(Run));

    [Fact]
    public void Text_does_not_depend_on_time_or_place() =>
        Assert.Equal(
            RunRecord.Of(Run),
            RunRecord.Of(Run with { Folder = "elsewhere", Epochs = [Run.Last with { Seconds = 99 }] }));

    [Fact]
    public void The_smallest_change_of_a_curve_changes_the_text() =>
        Assert.NotEqual(
            RunRecord.Of(Run),
            RunRecord.Of(FakeRun.Of("gru", "simple", [(0, Math.BitIncrement(0.5)), (512, 0.75)]).Run));

    [Fact]
    public void Of_many_epochs_some_have_a_line_and_all_are_in_the_hash()
    {
        FinishedRun run = FakeImageRun.OfMnist("original", "3e-05", [.. Enumerable.Range(0, 20).Select(epoch => 0.5 + (epoch / 100.0))]).Run;
        EpochRecord[] changed = [.. run.Epochs.Select(epoch => epoch.Epoch == 9 ? epoch with { ParametersHash = new string('c', 64) } : epoch)];

        string text = RunRecord.Of(run);

        Assert.Equal(["0", "1", "3", "7", "15", "19"], text.Split('\n')[4..10].Select(line => line.TrimStart().Split(' ')[0]));
        Assert.Contains("Epochs: 20, SHA-256 of their lines ", text);
        Assert.NotEqual(text, RunRecord.Of(run with { Epochs = changed }));
    }

    [Fact]
    public void Divergence_is_told() =>
        Assert.EndsWith(
            "The run diverged in epoch 1, minibatch 5: a gradient is infinite\n",
            RunRecord.Of(Run with { Divergence = new Divergence(1, 5, "a gradient is infinite", []) }));
}
