using RnnMemory.Cli.Progress;
using RnnMemory.Models;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class RunBoardTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Nothing_measured_gives_no_time_left() => Assert.Null(Board(1, "a", "b").View().Left);

    [Fact]
    public void One_worker_needs_the_rest_of_its_run_and_then_all_that_wait()
    {
        RunBoard board = Board(1, "a", "b", "c");
        board.Report(At("a", 0, 0));
        clock.Advance(10);
        board.Report(At("a", 2, 0));

        BoardView view = board.View();

        // 10 s for half a run: 10 s for its other half, 20 s for each of the other two.
        Assert.Equal(50, view.Left!.Value.TotalSeconds, 6);
        Assert.Equal(10, Assert.Single(view.Running).Left!.Value.TotalSeconds, 6);
        Assert.Equal(1 / 6.0, view.Fraction, 6);
    }

    [Fact]
    public void Run_longer_than_any_time_span_takes_a_century()
    {
        RunBoard board = Board(1, "a");
        board.Report(Endless(update: 0));
        clock.Advance(10);
        board.Report(Endless(update: 1));

        Assert.Equal(36_525, board.View().Left!.Value.TotalDays);

        static RunProgress Endless(int update) => At("a", 0, update) with { Epochs = 1_000_000, UpdatesPerEpoch = 1_000_000_000 };
    }

    [Fact]
    public void Two_workers_share_what_waits()
    {
        RunBoard board = Board(2, "a", "b", "c");
        board.Report(At("a", 0, 0));
        board.Report(At("b", 0, 0));
        clock.Advance(10);
        board.Report(At("a", 2, 0));
        board.Report(At("b", 1, 0));

        // a: 10 s left, b: 30 s left. c costs what 15 s of each of them told: 20 s for 3/4 of a run, that is 80/3 s; it follows a.
        Assert.Equal(10 + (80 / 3.0), board.View().Left!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Resumed_run_is_timed_from_where_it_was_resumed()
    {
        RunBoard board = Board(1, "a");
        board.Report(At("a", 3, 0));
        clock.Advance(10);
        board.Report(At("a", 3, 50));

        Assert.Equal(10, board.View().Left!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Stored_and_failed_runs_are_over_and_cost_no_time()
    {
        RunBoard board = Board(1, "a", "b", "c");
        board.Report(At("a", 4, 0) with { Stage = RunStage.Stored });
        board.Fail("b");
        board.Report(At("c", 0, 0));
        clock.Advance(5);
        board.Report(At("c", 2, 0));

        BoardView view = board.View();

        Assert.Equal((2, 3), (view.Over, view.Total));
        Assert.Equal(5, view.Left!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void What_the_store_has_is_not_counted_as_time_left()
    {
        RunBoard board = Board(1, "a", "b", "c");
        board.Know("b", State(RunStateKind.Done, 1));
        board.Know("c", State(RunStateKind.PartlyDone, 0.75));
        board.Report(At("a", 0, 0));
        clock.Advance(10);
        board.Report(At("a", 2, 0));

        BoardView view = board.View();

        // 10 s for half a run: 10 s for its other half, 5 s for a quarter.
        Assert.Equal((1, 15.0), (view.Over, Math.Round(view.Left!.Value.TotalSeconds, 6)));
    }

    [Fact]
    public void A_kind_of_network_is_timed_by_its_own_speed()
    {
        RunSpec[] specs = [Spec("small 1"), Spec("small 2"), Large("large 1"), Large("large 2")];
        RunBoard board = new(specs, 1, clock);
        foreach ((string run, int seconds) in new[] { ("small 1", 4), ("large 1", 100) })
        {
            board.Report(At(run, 0, 0));
            clock.Advance(seconds);
            board.Report(At(run, 4, 0) with { Stage = RunStage.Trained });
        }

        Assert.Equal(104, board.View().Left!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void End_of_a_run_is_told_once_with_the_count()
    {
        RunBoard board = Board(1, "a", "b");
        List<EndedRun> ended = [];
        board.Ended = ended.Add;
        board.Report(At("a", 0, 0));
        clock.Advance(3);
        board.Report(At("a", 4, 0) with { Stage = RunStage.Trained });

        EndedRun run = Assert.Single(ended);
        Assert.Equal((1, 2, 3.0), (run.Over, run.Total, run.Busy.TotalSeconds));
    }

    [Fact]
    public void Run_being_measured_is_shown_and_its_training_stays_over()
    {
        RunBoard board = Board(1, "a", "b");
        board.Report(At("a", 0, 0));
        clock.Advance(10);
        board.Report(At("a", 4, 0) with { Stage = RunStage.Trained });
        List<EndedRun> ended = [];
        board.Ended = ended.Add;

        board.Report(At("a", 4, 1) with { Stage = RunStage.Measuring, UpdatesPerEpoch = 4 });
        clock.Advance(5);
        BoardView during = board.View();
        board.Report(At("a", 4, 4) with { Stage = RunStage.Measured, UpdatesPerEpoch = 4 });
        BoardView after = board.View();

        RunningRow row = Assert.Single(during.Running);
        Assert.Equal((RunStage.Measuring, 0.25, null), (row.Progress.Stage, row.Fraction, row.Left));
        Assert.Equal((1, 10.0), (during.Over, during.Left!.Value.TotalSeconds));
        Assert.Empty(after.Running);
        Assert.Equal(1, after.Over);
        Assert.Empty(ended);
    }

    [Fact]
    public void Failed_measuring_is_shown_no_longer()
    {
        RunBoard board = Board(1, "a");
        board.Report(At("a", 4, 1) with { Stage = RunStage.Measuring, UpdatesPerEpoch = 4 });

        board.Fail("a");

        Assert.Empty(board.View().Running);
    }

    private static RunState State(RunStateKind kind, double fraction) => new(kind, fraction, "", "", "", "", null);

    private static RunProgress At(string run, int epoch, int update) =>
        new(run, RunStage.Training, epoch, 4, update, 100, 0.1, 0.9, new Dictionary<string, double>());

    private RunBoard Board(int workers, params string[] runs) => new(runs.Select(Spec), workers, clock);

    private static RunSpec Large(string id)
    {
        RunSpec small = Spec(id);
        return small with { Model = small.Model with { Hidden = 128 } };
    }

    private static RunSpec Spec(string id) => new()
    {
        Id = id,
        Model = new ModelSpec { Cell = Cell.Gru, Inputs = 2, Hidden = 16, Classes = 2, Readout = Readout.EveryStep },
        Optimizer = new OptimizerSpec { LearningRate = 3e-4 },
        Task = new IncrementTaskSpec { Base = 2, Digits = 4, Order = DigitOrder.Simple },
        BatchSize = 16,
        Epochs = 4,
        Seed = 0,
        Engine = "simd",
    };
}
