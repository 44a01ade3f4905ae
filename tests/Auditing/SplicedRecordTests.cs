using RnnMemory.Auditing;
using RnnMemory.Models;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>The end of one run behind the beginning of another, with every hash, mark and stored state of the result.</summary>
public sealed class SplicedRecordTests : IDisposable
{
    private const int Seam = 3;

    private readonly SmallRecord record = new();

    public SplicedRecordTests()
    {
        // The beginning is genuine. Then the state of another seed takes its place, and this run's minibatches train it to the end.
        RunSpec other = record.Run.Spec with { Seed = 5 };
        TrainingState foreign = Start(other);
        Train(other, foreign, Seam);
        TrainingState own = Start(record.Run.Spec);
        (EpochRecord Line, TrainingState State)[] spliced =
            [.. Train(record.Run.Spec, own, Seam), .. Train(record.Run.Spec, foreign, SmallRecord.Epochs - Seam)];
        EpochRecord[] lines = [.. spliced.Select(epoch => epoch.Line)];
        record.Rewrite(lines, spliced[BestEpoch.Of(lines, "vacc").Epoch].State, spliced[^1].State);
    }

    public void Dispose() => record.Dispose();

    [Fact]
    public void Files_and_states_of_a_splice_fit_together()
    {
        Assert.Empty(record.Read().Findings);
        Assert.True(record.Audit(_ => []).Outcome.IsClean);
    }

    [Fact]
    public void Whole_replay_names_the_seam()
    {
        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal(1, outcome.Different);
        Assert.Contains($"epoch {Seam}  DIFFERS, trained again from the seed\n", report);
    }

    [Fact]
    public void Draws_from_all_epochs_reach_the_seam()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            Assert.Contains($"epoch {Seam}  DIFFERS", record.Audit(runs => [.. AuditPlan.Shuffled(runs, seed)]).Report);
        }
    }

    private static TrainingState Start(RunSpec spec) => new(Initialisation.Parameters(spec.Model, spec.Seed), spec.Optimizer.Optimizer);

    private static (EpochRecord Line, TrainingState State)[] Train(RunSpec spec, TrainingState state, int epochs)
    {
        ITask task = spec.Task.Open(spec.Seed);
        using Trainer trainer = new(spec, task, SmallRecord.Engines[spec.Engine], state);
        return [.. Enumerable.Range(0, epochs).Select(_ => (trainer.FinishEpoch(TestContext.Current.CancellationToken), state.Copy()))];
    }
}
