using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class ResumeTests
{
    public static TheoryData<int> EveryUpdate => [.. Enumerable.Range(0, 3 * ToyTask.Updates)];

    [Theory]
    [MemberData(nameof(EveryUpdate))]
    public void Run_cancelled_before_any_minibatch_continues_to_the_same_records(int updates)
    {
        using ToyRuns whole = new();
        using ToyRuns parted = new();
        (int epoch, int update) = Math.DivRem(updates, ToyTask.Updates);
        List<(int, int)> trained = [];

        parted.TrainUntil(epoch, update);
        FinishedRun resumed = parted.Train(new ToyTask { Before = (e, u) => trained.Add((e, u)) });

        Assert.Equal(ToyRuns.Bits(whole.Train()), ToyRuns.Bits(resumed));
        Assert.Equal((epoch, update), trained[0]);
        Assert.Empty(parted.Notices);
    }

    [Fact]
    public void Run_interrupted_at_every_minibatch_ends_with_the_same_records()
    {
        using ToyRuns whole = new();
        using ToyRuns parted = new();
        for (int updates = 0; updates < 3 * ToyTask.Updates; updates += 1)
        {
            parted.TrainUntil(updates / ToyTask.Updates, updates % ToyTask.Updates);
        }

        Assert.Equal(ToyRuns.Bits(whole.Train()), ToyRuns.Bits(parted.Train()));
    }

    [Fact]
    public void Finished_run_is_read_and_not_trained()
    {
        using ToyRuns runs = new();
        string first = ToyRuns.Bits(runs.Train());

        FinishedRun again = runs.Train(new ToyTask { Before = (_, _) => Assert.Fail("trained again") });

        Assert.Equal(first, ToyRuns.Bits(again));
        Assert.Equal(runs.Folder, again.Folder);
    }

    [Fact]
    public void Fresh_run_is_trained_although_it_is_stored()
    {
        using ToyRuns runs = new();
        string first = ToyRuns.Bits(runs.Train());
        int trained = 0;

        FinishedRun again = runs.Train(new ToyTask { Before = (_, _) => trained++ }, fresh: true);

        Assert.Equal(3 * ToyTask.Updates, trained);
        Assert.Equal(first, ToyRuns.Bits(again));
        Assert.Equal(["seed-0"], Directory.GetDirectories(Path.Combine(runs.Root, "toy")).Select(Path.GetFileName));
    }

    [Fact]
    public void Folder_as_a_kill_would_leave_it_at_any_minibatch_continues_to_the_same_records()
    {
        using ToyRuns runs = new();
        List<string> copies = [];
        ToyTask copying = new()
        {
            Before = (_, _) =>
            {
                string copy = Path.Combine(runs.Root, ".copies", $"{copies.Count}");
                Copy(runs.Folder, Path.Combine(copy, "toy", "seed-0"));
                copies.Add(copy);
            },
        };
        string expected = ToyRuns.Bits(runs.Train(copying));

        Assert.Equal(3 * ToyTask.Updates, copies.Count);
        foreach (string copy in copies)
        {
            RunStore store = new(copy, Assert.Fail);
            FinishedRun run = RunExecution.Execute(
                ToyRuns.Spec(), new ToyTask(), ToyEngine.Entry(), store, null, false, TestContext.Current.CancellationToken);
            Assert.Equal(expected, ToyRuns.Bits(run));
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
