using CsCheck;
using RnnMemory.Auditing;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Auditing;

public sealed class AuditPlanTests : IDisposable
{
    private readonly SmallRecord record = new();
    private readonly AuditedRun[] runs;

    public AuditPlanTests() => runs = [record.Read(), record.Read()];

    public void Dispose() => record.Dispose();

    [Fact]
    public void Epochs_begin_from_the_nearest_state_before_them()
    {
        Assert.Equal((0, "the seed"), Start(record.Best));
        Assert.Equal((record.Best + 1, $"best.bin (after epoch {record.Best})"), Start(record.Best + 1));

        (int, string) Start(int epoch)
        {
            Replay replay = AuditPlan.OfEpoch([runs[0]], epoch)[0];
            return (replay.First, replay.Origin);
        }
    }

    [Fact]
    public void State_that_has_not_the_recorded_hash_is_no_beginning()
    {
        record.Forge("best.bin", state => state.Parameters[0] += 1);

        Assert.Equal("the seed", AuditPlan.OfEpoch([record.Read()], record.Best + 1)[0].Origin);
    }

    [Fact]
    public void State_without_the_optimisers_slots_is_no_beginning()
    {
        record.RemoveSlots();

        Assert.Equal("the seed", AuditPlan.OfEpoch([record.Read()], record.Best + 1)[0].Origin);
    }

    [Fact]
    public void Without_wishes_each_stored_state_gets_one_epoch()
    {
        IReadOnlyList<Replay> replays = AuditPlan.AfterStoredStates(runs);

        // The seed, the best state and the checkpoint before the last, of two runs; nothing follows the last.
        Assert.Equal([0, record.Best + 1, SmallRecord.Epochs - 1, 0, record.Best + 1, SmallRecord.Epochs - 1], replays.Select(replay => replay.Last));
        Assert.All(replays, replay => Assert.Equal(1, replay.Epochs));
    }

    [Fact]
    public void Whole_run_is_one_repetition_from_the_seed() =>
        Assert.Equal([(0, SmallRecord.Epochs), (0, SmallRecord.Epochs)], AuditPlan.Whole(runs).Select(replay => (replay.First, replay.Epochs)));

    [Fact]
    public void Sample_is_a_function_of_its_seed_and_bounded_by_its_reach() => Gen.Select(Gen.Int[1, 20], Gen.Long, Gen.Int[1, 8]).Sample((count, seed, reach) =>
    {
        IReadOnlyList<Replay> replays = AuditPlan.Sample(runs, count, seed, reach);
        Assert.Equal(Shape(replays), Shape(AuditPlan.Sample(runs, count, seed, reach)));
        Assert.All(replays, replay => Assert.InRange(replay.Epochs, 1, reach));
        Assert.InRange(replays.Count, 1, count);

        // Every drawn epoch is covered, and no two replays of one run start from the same state.
        Assert.True(replays.Sum(replay => replay.Epochs) >= Math.Min(count, AuditPlan.Within(runs, reach).Count()));
        Assert.Equal(replays.Count, replays.DistinctBy(replay => (replay.Run, replay.First)).Count());
    });

    [Fact]
    public void Sample_without_a_reach_draws_from_all_epochs_alike()
    {
        int[] drawn = new int[2 * SmallRecord.Epochs];
        for (int seed = 0; seed < 1200; seed++)
        {
            Replay replay = Assert.Single(AuditPlan.Sample(runs, 1, seed, reach: null));
            drawn[(Array.IndexOf(runs, replay.Run) * SmallRecord.Epochs) + replay.Last]++;
        }

        // 100 are expected of each; the standard deviation is below 10.
        Assert.All(drawn, count => Assert.InRange(count, 60, 140));
    }

    [Fact]
    public void Shuffled_epochs_are_all_epochs_in_an_order_of_the_seed() => Gen.Long.Sample(seed =>
    {
        IReadOnlyList<Replay> replays = [.. AuditPlan.Shuffled(runs, seed)];
        Assert.Equal(
            runs.SelectMany(run => Enumerable.Range(0, SmallRecord.Epochs).Select(epoch => (run, epoch))).ToHashSet(),
            replays.SelectMany(replay => Enumerable.Range(replay.First, replay.Epochs).Select(epoch => (replay.Run, epoch))).ToHashSet());
        Assert.Equal(Shape(replays), Shape([.. AuditPlan.Shuffled(runs, seed)]));
    });

    [Fact]
    public void Seeds_draw_different_epochs() =>
        Assert.True(Enumerable.Range(0, 20).Select(seed => string.Join(' ', Shape(AuditPlan.Sample(runs, 2, seed, reach: 3)))).Distinct().Count() > 5);

    [Fact]
    public void Epoch_without_a_record_is_refused() => Assert.Equal(
        "Run 'small/seed-4' has no record of epoch 6: its records are those of epochs 0 to 5.",
        Assert.Throws<UserError>(() => AuditPlan.OfEpoch(runs, SmallRecord.Epochs)).Message);

    private static IEnumerable<(int, int)> Shape(IReadOnlyList<Replay> replays) => replays.Select(replay => (replay.First, replay.Last));
}
