using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Looking at a finished run without reading all of its records.</summary>
public sealed class GlanceTests : IDisposable
{
    private readonly ToyRuns runs = new();
    private readonly RunIdentity identity = RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask());

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Glance_shows_what_the_whole_record_says()
    {
        FinishedRun run = runs.Train();

        FinishedGlance seen = runs.Store.Glance(identity)!;

        Assert.Equal((run.Epochs.Count, run.Last.StateHash, run.Divergence, false), (seen.Epochs, seen.Last!.StateHash, seen.Divergence, seen.IsRecorded));
        Assert.Equal(run.Last.Metrics, seen.Last.Metrics);
    }

    [Theory]
    [InlineData("epochs.jsonl")]
    [InlineData("done.json")]
    public void Every_changed_byte_is_noticed(string file)
    {
        runs.Train();
        string path = Path.Combine(runs.Folder, file);
        byte[] whole = File.ReadAllBytes(path);

        // A change of white space in the marker changes nothing of its content, and so is no damage.
        int[] places = [.. Enumerable.Range(0, whole.Length).Where(i => file != "done.json" || !char.IsWhiteSpace((char)whole[i]))];
        Assert.All(places, i =>
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Null(runs.Store.Glance(identity));
        });
    }

    [Fact]
    public void Run_under_way_and_run_of_other_settings_are_not_finished()
    {
        runs.TrainUntil(2, 1);
        Assert.Null(runs.Store.Glance(identity));

        runs.Train();
        Assert.Null(runs.Store.Glance(identity with { Spec = ToyRuns.Spec(epochs: 4) }));
        Assert.NotNull(runs.Store.Glance(identity));
    }
}
