using RnnMemory.Engines;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

public sealed class IncrementTrainingTests
{
    [Fact]
    public void Minibatch_does_not_depend_on_those_asked_for_before()
    {
        ITask task = Spec(10, 7).Open(3), other = Spec(10, 7).Open(3);
        using Minibatch batch = BatchFor(task), direct = BatchFor(other);
        foreach ((int epoch, int update) in new[] { (0, 0), (0, 1), (1, 0), (0, 10_239), (1, 7) })
        {
            task.FillTraining(epoch, update, batch);
        }

        other.FillTraining(1, 7, direct);
        Assert.Equal(direct.Inputs.ToArray(), batch.Inputs.ToArray());
        Assert.Equal(direct.Targets.ToArray(), batch.Targets.ToArray());
    }

    [Fact]
    public void Seed_epoch_and_update_each_change_the_samples()
    {
        string[] samples = [Sample(0, 0, 0), Sample(1, 0, 0), Sample(0, 1, 0), Sample(0, 0, 1)];
        Assert.Equal(4, samples.Distinct().Count());

        static string Sample(long seed, int epoch, int update)
        {
            ITask task = Spec(2, 32).Open(seed);
            using Minibatch batch = BatchFor(task);
            task.FillTraining(epoch, update, batch);
            return string.Concat(Shown(batch, 2));
        }
    }

    [Fact]
    public void Sequence_of_a_row_is_the_sample_of_that_index_in_the_epochs_stream()
    {
        ITask task = Spec(10, 7).Open(5);
        using Minibatch batch = BatchFor(task);
        task.FillTraining(2, 9, batch);
        byte[] digits = new byte[7];
        for (int row = 0; row < 16; row++)
        {
            new IncrementSampler(Spec(10, 7)).Draw(new RandomStream(5, "increment/train/2"), (ulong)((9 * 16) + row), digits);
            Assert.Equal(digits.Select(digit => (int)digit), Shown(batch, 10, row)[..7]);
        }
    }

    [Fact]
    public void Complicated_order_presents_the_same_numbers_as_the_simple_one()
    {
        IncrementTaskSpec complicated = Spec(10, 7, DigitOrder.Complicated);
        int[] order = IncrementOrder.Of(complicated, 4);
        ITask one = Spec(10, 7).Open(4), two = complicated.Open(4);
        using Minibatch simple = BatchFor(one), permuted = BatchFor(two);
        one.FillTraining(0, 3, simple);
        two.FillTraining(0, 3, permuted);
        for (int row = 0; row < 16; row++)
        {
            int[] old = Shown(simple, 10, row);
            Assert.Equal(order.Select(place => old[place]), Shown(permuted, 10, row)[..7]);
        }
    }

    [Fact]
    public void Filling_allocates_nothing_once_the_epoch_has_begun()
    {
        ITask task = Spec(2, 32, DigitOrder.Complicated).Open(0);
        using Minibatch batch = BatchFor(task);
        task.FillTraining(0, 0, batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int update = 1; update < 100; update++)
        {
            task.FillTraining(0, update, batch);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Partly_used_minibatch_is_full_again_when_it_is_filled_for_training()
    {
        ITask task = Spec(2, 4).Open(0);
        using Minibatch batch = BatchFor(task);
        batch.Rows = 3;
        task.FillTraining(0, 0, batch);
        Assert.Equal(16, batch.Rows);
    }

    [Fact]
    public void Fixed_training_set_comes_in_another_order_each_epoch()
    {
        ITask task = (Spec(2, 32) with { FixedTrainingSet = 64, UpdatesPerEpoch = 4 }).Open(0);
        string[] first = Epoch(task, 0), second = Epoch(task, 1);
        Assert.Equal(64, first.Distinct().Count());
        Assert.Equal(first.Order(), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, Epoch(task, 0));
    }

    [Fact]
    public void Fixed_training_set_has_a_stream_of_its_own_and_the_shuffle_of_the_epoch()
    {
        ITask task = (Spec(10, 7) with { FixedTrainingSet = 24, UpdatesPerEpoch = 2 }).Open(5);
        using Minibatch batch = BatchFor(task);
        task.FillTraining(3, 1, batch);
        int[] order = new RandomStream(5, "shuffle/3").Permutation(24);
        byte[] digits = new byte[7];
        for (int row = 0; row < 16; row++)
        {
            ulong sample = (ulong)order[(16 + row) % 24];
            new IncrementSampler(Spec(10, 7)).Draw(new RandomStream(5, "increment/train/fixed"), sample, digits);
            Assert.Equal(digits.Select(digit => (int)digit), Shown(batch, 10, row)[..7]);
        }
    }

    [Fact]
    public void Epoch_longer_than_the_fixed_training_set_goes_round_it_again()
    {
        ITask task = (Spec(2, 32) with { FixedTrainingSet = 24, UpdatesPerEpoch = 3 }).Open(0);
        string[] shown = Epoch(task, 0);
        Assert.Equal(24, shown.Distinct().Count());
        Assert.Equal(shown[..24], shown[24..]);
    }

    [Fact]
    public void Curve_has_points_on_the_grid_of_assumption_A20()
    {
        ITask task = Spec(2, 32).Open(0);
        long[] points = [.. Enumerable.Range(0, 51_201).Select(u => (long)u).Where(task.HasCurvePoint)];
        Assert.Equal([0, 64, 128, 256, 512, 1024], points[..6]);
        Assert.Equal(104, points.Length);
        Assert.Equal(51_200, points[^1]);
    }

    [Fact]
    public void Curve_after_each_minibatch_has_no_point_before_the_first()
    {
        ITask task = (Spec(2, 32) with { CurveEvery = 1, CurveAlsoAt = [] }).Open(0);
        Assert.False(task.HasCurvePoint(0));
        Assert.All([1L, 2, 3, 1000], updates => Assert.True(task.HasCurvePoint(updates)));
    }

    private static string[] Epoch(ITask task, int epoch)
    {
        using Minibatch batch = BatchFor(task);
        List<string> shown = [];
        for (int update = 0; update < task.UpdatesPerEpoch(16); update++)
        {
            task.FillTraining(epoch, update, batch);
            shown.AddRange(Enumerable.Range(0, 16).Select(row => string.Concat(Shown(batch, 2, row))));
        }

        return [.. shown];
    }
}
