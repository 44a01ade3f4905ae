using CsCheck;
using RnnMemory.Cli.Progress;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class RunTextTests
{
    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(80, "1 min 20 s")]
    [InlineData(3599.7, "1 h 00 min")]
    [InlineData(7512, "2 h 05 min")]
    [InlineData(100_000, "27 h 46 min")]
    public void Time_reads_in_the_two_units_that_matter(double seconds, string expected) =>
        Assert.Equal(expected, RunText.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(RunStage.Training, "training", "epoch 2/4  acc 0.9000")]
    [InlineData(RunStage.Measuring, "measuring", "measuring 3/5")]
    public void Progress_says_what_is_done_and_how_far_it_is(RunStage stage, string doing, string text)
    {
        RunProgress progress = new("a", stage, 1, 4, 2, 5, 0.1, 0.9, new Dictionary<string, double>());

        Assert.Equal((doing, text), (RunText.Doing(progress), RunText.Of(progress)));
    }

    [Fact]
    public void Short_names_leave_out_what_all_runs_share()
    {
        string[] ids = ["increment/2x32/gru/simple@16@16@0.0003/seed-0", "increment/2x32/lstm/simple@16@16@0.0003/seed-0", "increment/10x7/gru/complicated@16@16@0.0003/seed-0"];
        RunNames names = new(ids);

        Assert.Equal(["2x32/gru/simple", "2x32/lstm/simple", "10x7/gru/complicated"], ids.Select(names.Short));
        Assert.Equal("10x7/gru/complicated".Length, names.Width);
    }

    [Fact]
    public void Single_run_keeps_its_name() => Assert.Equal("a/b@1", new RunNames(["a/b@1"]).Short("a/b@1"));

    [Fact]
    public void Short_names_stay_different_whatever_the_ids() =>
        Gen.Char["ab/@"].Array[1, 8].Select(letters => new string(letters)).HashSet[1, 5].Sample(ids =>
        {
            RunNames names = new(ids);
            return ids.Select(names.Short).Distinct().Count() == ids.Count;
        });
}
