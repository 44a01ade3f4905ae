using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Training;

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
    [InlineData("{\"spec\":", "spec.json is damaged")]
    [InlineData("[]", "spec.json is missing or damaged")]
    [InlineData("null", "spec.json is missing or damaged")]
    public void Run_with_a_damaged_spec_is_kept_aside(string content, string reason)
    {
        string expected = ToyRuns.Bits(runs.Train());
        File.WriteAllText(Path.Combine(runs.Folder, "spec.json"), content);

        Assert.Equal(expected, ToyRuns.Bits(runs.Train()));
        Assert.Contains($"({reason}): kept as 'seed-0.superseded-1'", Assert.Single(runs.Notices), StringComparison.Ordinal);
    }
}
