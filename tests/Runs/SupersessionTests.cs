using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class SupersessionTests : IDisposable
{
    private readonly ToyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Run_of_other_settings_is_kept_aside_and_the_difference_is_named()
    {
        string first = ToyRuns.Bits(runs.Train());

        string second = ToyRuns.Bits(runs.Train(spec: ToyRuns.Spec(learningRate: 0.02)));

        Assert.NotEqual(first, second);
        Assert.Equal(
            "Run 'toy/seed-0' was stored with other settings (spec.optimizer.learningRate: 0.01 -> 0.02): kept as 'seed-0.superseded-1'.",
            Assert.Single(runs.Notices));
        Assert.True(File.Exists(runs.Folder + ".superseded-1/done.json"));
    }

    [Fact]
    public void Run_kept_aside_comes_back_when_its_settings_do()
    {
        string first = ToyRuns.Bits(runs.Train());
        runs.Train(spec: ToyRuns.Spec(learningRate: 0.02));

        FinishedRun again = runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") });

        Assert.Equal(first, ToyRuns.Bits(again));
        Assert.Equal(runs.Folder, again.Folder);
        Assert.True(File.Exists(Path.Combine(runs.Folder, "done.json")));
    }

    [Fact]
    public void Other_data_supersede_a_run()
    {
        runs.Train();
        runs.Train(new ToyTask { DataHash = "abc" });

        Assert.Contains("(dataHash: \"generated\" -> \"abc\")", Assert.Single(runs.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("toy 1", true)]
    [InlineData("toy 2", false)]
    public void Run_of_another_engine_counts_if_its_numerics_are_the_same(string numerics, bool counts)
    {
        runs.Train();
        RunIdentity identity = RunIdentity.Of(ToyRuns.Spec() with { Engine = "other" }, ToyEngine.Entry("other", numerics), new ToyTask());

        Assert.Equal(counts, runs.Store.Find(identity) is not null);
    }

    [Fact]
    public void Run_stored_before_a_setting_existed_counts_as_one_with_its_default()
    {
        runs.Train();
        string path = Path.Combine(runs.Folder, "spec.json");
        string[] lines = File.ReadAllLines(path);
        string[] older = [.. lines.Where(line => !line.Contains("\"phaseMarker\": false", StringComparison.Ordinal))];
        Assert.Equal(lines.Length - 1, older.Length);
        File.WriteAllLines(path, older);

        runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") });
    }

    [Theory]
    [InlineData("0.01", "0.02")]
    [InlineData("\"generated\"", "\"genarated\"")]
    [InlineData("{", "")]
    public void Spec_that_was_changed_under_a_finished_run_neither_changes_nor_loses_it(string old, string changed)
    {
        string expected = ToyRuns.Bits(runs.Train());
        string path = Path.Combine(runs.Folder, "spec.json");
        string spec = File.ReadAllText(path);
        File.WriteAllText(path, spec.Replace(old, changed, StringComparison.Ordinal));

        FinishedRun again = runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") });

        Assert.Equal(expected, ToyRuns.Bits(again));
    }

    [Fact]
    public void Spec_that_was_changed_under_an_unfinished_run_is_written_again_and_the_run_goes_on()
    {
        string expected = ToyRuns.Bits(runs.Train());
        using ToyRuns parted = new();
        parted.TrainUntil(2, 3);
        File.WriteAllText(Path.Combine(parted.Folder, "spec.json"), "{}");
        List<(int, int)> trained = [];

        FinishedRun run = parted.Train(new ToyTask { Before = (e, u) => trained.Add((e, u)) });

        Assert.Equal(expected, ToyRuns.Bits(run));
        Assert.Equal((2, 3), trained[0]);
        Assert.StartsWith("Run 'toy/seed-0': spec.json was changed after it was written (", Assert.Single(parted.Notices), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(parted.Folder, "spec.damaged.json")));
    }

    [Fact]
    public void Results_under_a_spec_that_claims_other_settings_are_not_taken_for_those_and_not_lost()
    {
        string expected = ToyRuns.Bits(runs.Train());
        string path = Path.Combine(runs.Folder, "spec.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("0.01", "0.02", StringComparison.Ordinal));

        string asked = ToyRuns.Bits(runs.Train(spec: ToyRuns.Spec(learningRate: 0.02)));

        Assert.NotEqual(expected, asked);
        Assert.Equal(
            "Run 'toy/seed-0' was stored with other settings (its results were made for other settings or data than spec.json says): kept as 'seed-0.superseded-1'.",
            Assert.Single(runs.Notices));
        Assert.Equal(expected, ToyRuns.Bits(runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") })));
    }

    [Fact]
    public void Marker_of_an_earlier_version_is_believed_and_its_checkpoint_tells_whose_it_is()
    {
        string expected = ToyRuns.Bits(runs.Train());
        string done = Path.Combine(runs.Folder, "done.json");
        Completion.Write(done, Completion.Read(done)! with { Identity = null });
        Assert.DoesNotContain("identity", File.ReadAllText(done));
        Assert.Equal(expected, ToyRuns.Bits(runs.Store.Find(RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask()))!));
        string path = Path.Combine(runs.Folder, "spec.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("0.01", "0.02", StringComparison.Ordinal));

        Assert.Null(runs.Store.Find(RunIdentity.Of(ToyRuns.Spec(learningRate: 0.02), ToyEngine.Entry(), new ToyTask())));
        Assert.NotNull(runs.Store.Find(RunIdentity.Of(ToyRuns.Spec(), ToyEngine.Entry(), new ToyTask())));
    }

    [Theory]
    [InlineData("{\"spec\":", "spec.json is damaged")]
    [InlineData("[]", "spec.json is missing or damaged")]
    [InlineData("null", "spec.json is missing or damaged")]
    public void Run_with_a_damaged_spec_and_nothing_else_to_prove_it_is_kept_aside(string content, string reason)
    {
        string expected = ToyRuns.Bits(runs.Train());
        File.WriteAllText(Path.Combine(runs.Folder, "spec.json"), content);
        File.Delete(Path.Combine(runs.Folder, "done.json"));
        File.Delete(Path.Combine(runs.Folder, "checkpoint.bin"));
        File.Delete(Path.Combine(runs.Folder, "checkpoint.previous.bin"));

        Assert.Equal(expected, ToyRuns.Bits(runs.Train()));
        Assert.Contains($"({reason}): kept as 'seed-0.superseded-1'", Assert.Single(runs.Notices), StringComparison.Ordinal);
    }
}
