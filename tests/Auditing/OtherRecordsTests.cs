using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>Records that are not those of an ordinary finished run.</summary>
public sealed class OtherRecordsTests
{
    [Fact]
    public void Increment_run_with_a_curve_is_audited_point_by_point()
    {
        using SmallRecord record = new(TinyIncrement.Spec(Cell.Lstm));
        Assert.True(record.AuditAll().Outcome.IsClean);
        CurvePoint point = record.Run.Epochs[0].Curve[1];
        (string name, double value) = point.Metrics.First();
        record.Forge(0, epoch => epoch with
        {
            Curve = [epoch.Curve[0], point with { Metrics = new Dictionary<string, double>(point.Metrics) { [name] = value + 0.25 } }, .. epoch.Curve.Skip(2)],
        });

        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal(1, outcome.Different);
        Assert.Contains(FormattableString.Invariant($"  curve[1].{name}: recorded {value + 0.25:R}, now {value:R}\n"), report);
    }

    [Fact]
    public void Epochs_filled_in_after_a_run_froze_are_filled_in_again_and_a_false_claim_is_found()
    {
        using SmallRecord record = new(SmallRecord.Spec with
        {
            Id = "small/frozen",
            Model = SmallRecord.Spec.Model with { Cell = Cell.Tanh, Hidden = 6 },
            Optimizer = new OptimizerSpec { LearningRate = 50 },
            Seed = 0,
            Epochs = 8,
        });
        int frozen = record.Run.Epochs.First(epoch => epoch.Frozen).Epoch;
        Assert.InRange(frozen, 1, 6);

        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.True(outcome.IsClean);
        Assert.Equal(8 - frozen, report.Split("filled in by forward passes as it was recorded").Length - 1);
        record.Forge(frozen - 1, epoch => epoch with { Frozen = true });
        Assert.Contains($"epoch {frozen - 1}  DIFFERS, trained again from the seed\n  frozen: recorded true, now false\n", record.AuditAll().Report);
    }

    [Fact]
    public void Divergence_is_repeated_to_its_minibatch()
    {
        using SmallRecord record = new(Diverging);
        Divergence end = record.Run.Divergence!;
        Assert.Contains(AuditPlan.AfterStoredStates([record.Read()]), replay => replay.Last == end.Epoch);

        Assert.Equal(new AuditOutcome(1, 0, end.Epoch + 1, 0, 0), record.AuditAll().Outcome);

        // The marker's own checksum is corrected, so only training can detect the change.
        string done = record["done.json"];
        Completion.Write(done, Completion.Read(done)! with { Divergence = end with { Update = end.Update + 1 } });
        Assert.Contains(
            $"  end of the epoch: recorded diverged in minibatch {end.Update + 1}: {end.Reason}, now diverged in minibatch {end.Update}: {end.Reason}\n",
            record.AuditAll().Report);
    }

    [Fact]
    public void Unfinished_run_is_audited_as_far_as_its_checkpoint_counts()
    {
        using SmallRecord record = new();
        File.Delete(record["done.json"]);
        File.AppendAllText(record["epochs.jsonl"], "{\"epoch\":6,\"upd");

        Assert.Equal(new AuditOutcome(1, 0, SmallRecord.Epochs, 0, 0), record.AuditAll().Outcome);
    }

    [Fact]
    public void Other_numerics_are_refused_in_one_line()
    {
        using SmallRecord record = new();
        record.Replace("spec.json", "\"numerics\": \"1\"", "\"numerics\": \"0\"");

        Assert.StartsWith("Run 'small/seed-4' was made with numerics '0'; 'simd' of this program has '1'", Refusal(record));
    }

    [Fact]
    public void Other_data_is_refused_in_one_line()
    {
        using SmallRecord record = new();
        string hash = record.Run.Spec.Task.Open(0).DataHash;
        record.Replace("spec.json", hash, new string('0', 64));

        Assert.Equal($"Run 'small/seed-4' was trained on data with the hash {new string('0', 64)}; the data here has {hash}.", Refusal(record));
    }

    [Theory]
    [InlineData("small/seed-4", "small/seed-9", "its spec.json is that of run 'small/seed-9'")]
    [InlineData("\"Gru\"", "\"Gruu\"", "no settings that this program can read")]
    [InlineData("\"hidden\": 5", "\"hidden\": 0", "Hidden must be at least 1, not 0")]
    [InlineData("\"hidden\": 5", "\"hidden\": 2147483647", "2147483647 hidden units and 10 classes has more than 2147483591 values")]
    [InlineData("\"hidden\": 5", "\"hidden\": 10000", "at most 251658240 can be stored. Choose fewer hidden units.")]
    [InlineData("\"inputs\": 8", "\"inputs\": 2147483647", "A model of 2147483647 inputs")]
    [InlineData("\"classes\": 10", "\"classes\": 2147483647", "2147483647 classes has more than")]
    [InlineData("\"batchSize\": 16", "\"batchSize\": 2147483647", "BatchSize must be at most 65536, not 2147483647")]
    [InlineData("\"epochs\": 6", "\"epochs\": 2147483647", "Epochs must be at most 1000000, not 2147483647")]
    [InlineData("\"trainingSubset\": 160", "\"trainingSubset\": 2147483647", "TrainingSubset must be at most the")]
    public void Settings_of_no_use_are_refused_in_one_line(string old, string changed, string complaint)
    {
        using SmallRecord record = new();
        record.Replace("spec.json", old, changed);

        Assert.Contains(complaint, Refusal(record));
    }

    [Fact]
    public void Run_that_is_being_trained_is_left_alone()
    {
        using SmallRecord record = new();
        File.Delete(record["done.json"]);
        ITask task = record.Run.Spec.Task.Open(record.Run.Spec.Seed);
        EngineEntry engine = SmallRecord.Engines["simd"];
        using RunSession session = new RunStore(record.Root).Open(RunIdentity.Of(record.Run.Spec, engine, task), engine, SmallRecord.Minibatches);

        AuditScope scope = AuditScope.Everything([record.Root], SmallRecord.Engines);

        Assert.Empty(scope.Runs);
        Assert.StartsWith("small/seed-4: it is being trained by process ", Assert.Single(scope.Skipped));
        Assert.Contains("is being trained by process", Assert.Throws<UserError>(() => AuditScope.Of([record.Root], "small/seed-4", SmallRecord.Engines)).Message);
    }

    [Fact]
    public void Cancelled_audit_stops()
    {
        using SmallRecord record = new();
        AuditedRun[] runs = [record.Read()];

        Assert.ThrowsAny<OperationCanceledException>(() => new Audit(SmallRecord.Engines, _ => { }).Run(runs, AuditPlan.Whole(runs), new CancellationToken(canceled: true)));
    }

    // A learning rate that overflows a binary32 in a few updates.
    private static RunSpec Diverging => SmallRecord.Spec with
    {
        Id = "small/diverging",
        Model = SmallRecord.Spec.Model with { Cell = Cell.Vanilla },
        Optimizer = new OptimizerSpec { LearningRate = 1e5 },
    };

    private static string Refusal(SmallRecord record) => Assert.Throws<UserError>(() => record.Read()).Message;
}
