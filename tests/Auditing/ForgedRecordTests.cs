using System.Globalization;
using RnnMemory.Auditing;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>A record that was changed afterwards is found and named, even if the forger has corrected all marks and checksums.</summary>
public sealed class ForgedRecordTests : IDisposable
{
    private const string Blame = "simd and scalar agree on all 10 minibatches and on every metric of the epoch: it is the record that differs.";

    private readonly SmallRecord record = new();

    public void Dispose() => record.Dispose();

    [Fact]
    public void Honest_record_is_equal_in_every_epoch()
    {
        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal(new AuditOutcome(1, 0, SmallRecord.Epochs, 0, 0), outcome);
        Assert.Equal(SmallRecord.Epochs, report.Split("  equal  ").Length - 1);
        Assert.InRange(record.Best, 1, SmallRecord.Epochs - 2);
    }

    [Fact]
    public void Changed_digit_of_a_metric_is_noticed_by_the_marks_and_by_training()
    {
        string digits = Text(record.Run.Epochs[2].Metrics["vloss"]), other = Text(double.BitIncrement(record.Run.Epochs[2].Metrics["vloss"]));
        record.Replace("epochs.jsonl", digits, other);

        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal(new AuditOutcome(1, 1, 2, 1, 3), outcome);
        Assert.Contains("small/seed-4  files  DIFFER: epochs.jsonl is not what it was when done.json and checkpoint.previous.bin", report);
        Assert.Contains($"small/seed-4  epoch 2  DIFFERS, trained again from the seed\n  metrics.vloss: recorded {other}, now {digits}\n", report);
        Assert.Contains(Blame, report);
    }

    [Fact]
    public void Changed_digit_under_mended_marks_is_noticed_by_training_only()
    {
        double loss = record.Run.Epochs[4].Loss;
        record.Forge(4, epoch => epoch with { Loss = double.BitIncrement(loss) });

        Assert.Empty(record.Read().Findings);
        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal(new AuditOutcome(1, 0, 4, 1, 1), outcome);
        Assert.Contains($"epoch 4  DIFFERS, trained again from the seed\n  loss: recorded {Text(double.BitIncrement(loss))}, now {Text(loss)}\n", report);
        Assert.Contains(Blame, report);
    }

    [Fact]
    public void Number_of_updates_that_does_not_follow_from_the_settings_is_found_without_training()
    {
        record.Forge(SmallRecord.Epochs - 1, epoch => epoch with { Updates = epoch.Updates + 1 });

        Assert.Equal(
            [$"the record of epoch {SmallRecord.Epochs - 1} has {record.Run.Last.Updates + 1} updates, but after it there were {record.Run.Last.Updates}"],
            record.Read().Findings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Point_of_a_curve_that_is_left_out_or_invented_is_found_without_training(bool leftOut)
    {
        using SmallRecord increment = new(TinyIncrement.Spec(Cell.Lstm));
        Assert.Empty(increment.Read().Findings);
        increment.Forge(0, epoch => epoch with
        {
            Curve = leftOut ? [.. epoch.Curve.Skip(1)] : [epoch.Curve[0], epoch.Curve[0] with { Updates = epoch.Curve[0].Updates + 1 }, .. epoch.Curve.Skip(1)],
        });

        Assert.Equal(["the curve of epoch 0 does not have its points after the updates that the settings say"], increment.Read().Findings);
    }

    [Fact]
    public void Curve_of_a_thousand_million_points_is_missed_without_filling_the_memory()
    {
        using SmallRecord increment = new(TinyIncrement.Spec(Cell.Lstm));
        increment.Replace("spec.json", "\"updatesPerEpoch\": 40", "\"updatesPerEpoch\": 1000000000");
        increment.Replace("spec.json", "\"curveEvery\": 16", "\"curveEvery\": 1");

        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<string> findings = increment.Read().Findings;

        Assert.Contains("the curve of epoch 1 does not have its points after the updates that the settings say", findings);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public void Metric_of_a_curve_with_the_name_of_another_field_is_found_and_no_crash()
    {
        using SmallRecord increment = new(TinyIncrement.Spec(Cell.Lstm));
        increment.Forge(0, epoch => epoch with
        {
            Curve = [epoch.Curve[0] with { Metrics = new Dictionary<string, double>(epoch.Curve[0].Metrics) { ["updates"] = 1 } }, .. epoch.Curve.Skip(1)],
        });

        (AuditOutcome outcome, string report) = increment.AuditAll();

        Assert.Equal((1, 1), (outcome.Unsound, outcome.Different));
        Assert.Contains("  curve[0].updates: recorded 0 and 1, now 0\n", report);
    }

    [Fact]
    public void Divergence_before_the_first_epoch_is_found_and_the_epochs_are_repeated()
    {
        Completion done = Completion.Read(record["done.json"])!;
        Completion.Write(record["done.json"], done with { Divergence = new Divergence(-5, 3, "the loss is not finite", []) });

        Assert.Equal(["done.json says Completed after 6 of 6 epochs, epochs.jsonl has 6"], record.Read().Findings);
        Assert.Equal(new AuditOutcome(1, 1, SmallRecord.Epochs, 0, 0), record.AuditAll().Outcome);
    }

    [Fact]
    public void Epoch_that_is_marked_as_frozen_although_its_parameters_moved_is_found_without_training()
    {
        record.Forge(3, epoch => epoch with { Frozen = true });

        Assert.Contains("epoch 3 is marked as frozen, but its parameters are not those of the epoch before", record.Read().Findings);
    }

    [Theory]
    [InlineData(true, "parametersHash")]
    [InlineData(false, "stateHash")]
    public void Changed_hash_is_named_with_both_values(bool ofParameters, string field)
    {
        int epoch = Enumerable.Range(0, SmallRecord.Epochs).First(e => e != record.Best && e < SmallRecord.Epochs - 2);
        string forged = new('a', 64);
        EpochRecord honest = record.Run.Epochs[epoch];
        record.Forge(epoch, old => ofParameters ? old with { ParametersHash = forged } : old with { StateHash = forged });

        Assert.Empty(record.Read().Findings);
        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal(1, outcome.Different);
        Assert.Contains($"  {field}: recorded {forged}, now {(ofParameters ? honest.ParametersHash : honest.StateHash)}\n", report);
        Assert.Contains(Blame, report);
    }

    [Theory]
    [InlineData("best.bin", false)]
    [InlineData("checkpoint.bin", false)]
    [InlineData("checkpoint.bin", true)]
    public void Changed_element_of_a_state_is_named_with_tensor_element_and_both_values(string file, bool ofAccumulators)
    {
        // Second row, third column of the recurrent tensor [5, 15]; the kernel before it has 8 * 15 elements.
        const int Index = (8 * 15) + 15 + 2;
        (float Old, float New) value = default;
        record.Forge(file, state =>
        {
            float[] values = ofAccumulators ? state.Slots[0] : state.Parameters;
            value = (values[Index], float.BitIncrement(values[Index]));
            values[Index] = value.New;
        });

        (AuditOutcome outcome, string report) = record.AuditAll();

        string tensor = ofAccumulators ? "accumulators of cell/recurrent" : "cell/recurrent";
        int epoch = file == "best.bin" ? record.Best : SmallRecord.Epochs - 1;
        Assert.Equal((1, 1), (outcome.Unsound, outcome.Different));
        Assert.Contains($"files  DIFFER: {file}: the hash of its state is ", report);
        Assert.Contains(
            $"epoch {epoch}  DIFFERS, trained again from the seed\n  {file}: {tensor} [1, 2] (element 17): stored {Text(value.New)}, now {Text(value.Old)}; 1 of 540 values differ\n",
            report);
    }

    [Fact]
    public void Record_without_slots_is_sound_and_a_changed_parameter_of_it_is_named()
    {
        record.RemoveSlots();

        (AuditOutcome sound, string report) = record.AuditAll();
        Assert.True(sound.IsClean, report);

        record.Forge("best.bin", state => state.Parameters[1] = 0.5f);
        (AuditOutcome outcome, report) = record.AuditAll();

        Assert.Equal((1, 1), (outcome.Unsound, outcome.Different));
        Assert.Contains("files  DIFFER: best.bin: the hash of its parameters is ", report);
        Assert.Contains("  best.bin: cell/kernel [0, 1] (element 1): stored 0.5 ", report);
        Assert.Contains("; 1 of 270 values differ\n", report);
    }

    [Fact]
    public void Forged_state_and_hash_together_are_found_by_training_up_to_them()
    {
        record.Forge("best.bin", state => state.Parameters[0] += 1);
        Checkpoint forged = Checkpoint.Decode(File.ReadAllBytes(record["best.bin"]), RunIdentity.Of(record.Run.Spec, SmallRecord.Engines["simd"], record.Run.Spec.Task.Open(0)), SmallRecord.Minibatches);
        record.Forge(record.Best, epoch => epoch with
        {
            ParametersHash = TrainingHashes.OfParameters(forged.State.Parameters),
            StateHash = TrainingHashes.OfState(forged.State.Parameters, forged.State.Slots, epoch.Epoch + 1, epoch.Updates),
        });

        Assert.Empty(record.Read().Findings);
        (AuditOutcome outcome, string report) = record.Audit(runs => AuditPlan.OfEpoch(runs, record.Best));

        Assert.Equal(1, outcome.Different);
        Assert.Contains("  parametersHash: recorded ", report);
        Assert.Contains("  best.bin: cell/kernel [0, 0] (element 0): stored ", report);
    }

    [Fact]
    public void Run_whose_training_was_switched_off_is_found_by_the_epoch_after_its_state()
    {
        Checkpoint best = Checkpoint.Decode(File.ReadAllBytes(record["best.bin"]), record.Read().Identity, SmallRecord.Minibatches);
        TrainingState resting = best.State.Copy(), state = best.State.Copy();
        resting.Frozen = state.Frozen = true;
        using Trainer trainer = new(record.Run.Spec, record.Run.Spec.Task.Open(record.Run.Spec.Seed), SmallRecord.Engines["simd"], state);
        EpochRecord[] idle = [.. Enumerable.Range(0, SmallRecord.Epochs - state.Epoch).Select(_ => trainer.FinishEpoch(TestContext.Current.CancellationToken))];
        record.Rewrite([.. record.Run.Epochs.Take(resting.Epoch), .. idle], resting, state);

        Assert.Empty(record.Read().Findings);
        Assert.All(
            new[] { AuditPlan.AfterStoredStates, runs => AuditPlan.OfEpoch(runs, SmallRecord.Epochs - 1) },
            plan => Assert.Contains($"epoch {resting.Epoch}  DIFFERS", record.Audit(plan).Report));
        Assert.Equal(1, record.AuditAll().Outcome.Different);
    }

    [Fact]
    public void State_that_falsely_says_that_training_rests_is_named_when_it_is_reached()
    {
        record.Forge("best.bin", state => state.Frozen = true);

        Assert.True(record.Audit(runs => AuditPlan.OfEpoch(runs, record.Best + 1)).Outcome.IsClean);
        Assert.Contains("  best.bin: it says that training rests from there on, which it does not\n", record.AuditAll().Report);
    }

    [Fact]
    public void Run_that_is_said_to_have_diverged_at_once_is_audited_although_it_has_no_records()
    {
        Array.ForEach(["epochs.jsonl", "checkpoint.bin", "checkpoint.previous.bin", "best.bin"], file => File.Delete(record[file]));
        Completion.Write(record["done.json"], Completion.Read(record["done.json"])! with
        {
            Status = RunOutcome.Diverged,
            Epochs = 0,
            FinalStateHash = "",
            Records = LogMark.Empty,
            Divergence = new Divergence(0, 3, "the loss is not finite", []),
        });

        AuditedRun run = Assert.Single(AuditScope.Everything([record.Root], SmallRecord.Engines).Runs);
        Assert.Equal(["epochs.jsonl is missing"], run.Findings);
        Assert.Contains("epoch 0  DIFFERS, trained again from the seed\n  end of the epoch: recorded diverged in minibatch 3", record.Audit(AuditPlan.AfterStoredStates).Report);
        List<string> notices = [];
        Assert.Null(new RunStore(record.Root, notices.Add).Find(run.Identity));
        Assert.Contains("epochs.jsonl is missing", Assert.Single(notices));
    }

    [Fact]
    public void Metrics_without_a_name_that_the_task_has_are_found_without_training()
    {
        record.Forge(3, epoch => epoch with { Metrics = new Dictionary<string, double>() });

        Assert.Contains("line 4 of epochs.jsonl has not the metrics of its task: vacc, vloss, train-acc", record.Read().Findings);
    }

    [Fact]
    public void Metrics_renamed_in_every_line_are_found_without_training()
    {
        record.Forge(line => line with { Metrics = line.Metrics.ToDictionary(metric => $"{metric.Key}s", metric => metric.Value) });

        Assert.Contains("line 1 of epochs.jsonl has not the metrics of its task: vacc, vloss, train-acc", record.Read().Findings);
    }

    [Fact]
    public void Removed_line_is_named()
    {
        string[] lines = File.ReadAllLines(record["epochs.jsonl"]);
        File.WriteAllLines(record["epochs.jsonl"], [.. lines[..2], .. lines[3..]]);

        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal((1, 0), (outcome.Unsound, outcome.Different));
        Assert.Contains("epochs.jsonl: line 3 should be the record of epoch 2, but is that of epoch 3\n", report);
        Assert.Contains("done.json says Completed after 6 of 6 epochs, epochs.jsonl has 5\n", report);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Wrong_seed_in_the_settings_is_found(bool mended)
    {
        if (mended)
        {
            record.Forge(spec => spec with { Seed = 5 });
        }
        else
        {
            record.Replace("spec.json", "\"seed\": 4", "\"seed\": 5");
        }

        (AuditOutcome outcome, string report) = record.AuditAll();

        Assert.Equal((mended ? 0 : 1, 1), (outcome.Unsound, outcome.Different));
        Assert.Equal(!mended, report.Contains("checkpoint.bin: it was made for other settings or data\n", StringComparison.Ordinal));
        Assert.Contains("epoch 0  DIFFERS, trained again from the seed\n  loss: recorded ", report);
        Assert.Contains(Blame, report);
    }

    [Fact]
    public void Marker_that_claims_the_results_for_another_run_is_found_without_training()
    {
        RunIdentity claimed = record.Read().Identity with { Spec = record.Run.Spec with { Seed = 5 } };
        Completion.Write(record["done.json"], Completion.Read(record["done.json"])! with { Identity = claimed.Hash });

        Assert.NotNull(new RunStore(record.Root).Find(claimed));
        Assert.Equal(["done.json: its results were made for other settings or data than spec.json says"], record.Read().Findings);
    }

    [Theory]
    [InlineData("best.bin", "best.bin is missing")]
    [InlineData("checkpoint.bin", "checkpoint.bin is missing")]
    public void Missing_state_is_named(string file, string finding)
    {
        File.Delete(record[file]);

        Assert.Equal([finding], record.Read().Findings);
    }

    [Fact]
    public void State_in_the_place_of_another_is_named()
    {
        File.Copy(record["checkpoint.bin"], record["best.bin"], overwrite: true);

        Assert.Equal(
            [$"best.bin is the state after epoch {SmallRecord.Epochs - 1}, but by the record it should be that after epoch {record.Best}"],
            record.Read().Findings);
    }

    [Theory]
    [InlineData("done.json", "Completed", "Diverged", "done.json does not have the checksum it was written with")]
    [InlineData("epochs.jsonl", "\"epoch\":5", "\"epoch\":2000000000", "epochs.jsonl: line 6 is no record of one of 6 epochs")]
    public void Damaged_file_is_named(string file, string old, string damaged, string finding)
    {
        record.Replace(file, old, damaged);

        Assert.Contains(finding, record.Read().Findings);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(float value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:R} (0x{BitConverter.SingleToUInt32Bits(value):x8})");
}
