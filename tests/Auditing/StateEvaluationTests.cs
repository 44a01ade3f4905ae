using RnnMemory.Auditing;
using RnnMemory.Measures;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>What the stored states prove is compared with the record's lines in every audit, without training an epoch.</summary>
public sealed class StateEvaluationTests : IDisposable
{
    private static readonly Measure[] Measures = [new LatencyMeasure(0), new TestClassesMeasure()];

    private readonly SmallRecord record = new();

    public void Dispose() => record.Dispose();

    [Fact]
    public void Honest_states_have_the_metrics_and_measures_of_their_record()
    {
        Measure();

        Assert.Equal((new AuditOutcome(1, 0, 0, 0, 0), ""), Evaluate());
    }

    [Theory]
    [InlineData("vacc")]
    [InlineData("vloss")]
    [InlineData("train-acc")]
    public void Forged_metric_of_the_best_epoch_is_found(string metric)
    {
        double honest = record.Run.Epochs[record.Best].Metrics[metric];
        record.Forge(record.Best, epoch => With(epoch, metric, honest + 0.0625));

        (AuditOutcome outcome, string report) = Evaluate();

        Assert.Equal(1, outcome.Unsound);
        Assert.Equal(
            FormattableString.Invariant(
                $"small/seed-4  files  DIFFER: best.bin: {metric} of this state is {honest:R}, but the record of epoch {record.Best} has {honest + 0.0625:R}\n"),
            report);
    }

    [Theory]
    [InlineData("vacc-even")]
    [InlineData("vacc-odd")]
    [InlineData("latency")]
    [InlineData("live-units")]
    public void Forged_diagnostic_of_the_best_epoch_is_found(string name)
    {
        record.Forge(record.Best, epoch => epoch with
        {
            Diagnostics = new Dictionary<string, double>(epoch.Diagnostics!) { [name] = epoch.Diagnostics![name] + 0.0625 },
        });

        Assert.Contains($"best.bin: {name} of this state is ", Evaluate().Report);
        Assert.Contains($"diagnostics.{name}: recorded ", record.AuditAll().Report);
    }

    [Fact]
    public void Record_of_a_version_without_diagnostics_is_sound()
    {
        record.Forge(record.Best, epoch => epoch with { Diagnostics = null });

        Assert.Equal((new AuditOutcome(1, 0, 0, 0, 0), ""), Evaluate());
        Assert.True(record.AuditAll().Outcome.IsClean);
    }

    [Fact]
    public void Sign_of_a_zero_is_a_difference()
    {
        using SmallRecord increment = new(TinyIncrement.Spec(Cell.Lstm, epochs: 1));
        string zero = increment.Run.Last.Metrics.First(metric => metric.Value == 0).Key;
        increment.Forge(increment.Run.Last.Epoch, epoch => With(epoch, zero, -0.0));

        Assert.Contains($"checkpoint.bin: {zero} of this state is 0, but the record of epoch 0 has -0\n", increment.Audit(_ => []).Report);
    }

    [Fact]
    public void Forged_accuracy_of_the_last_epoch_is_found()
    {
        double honest = record.Run.Last.Metrics["vacc"];
        record.Forge(SmallRecord.Epochs - 1, epoch => With(epoch, "vacc", honest - 0.0625));

        Assert.Contains("checkpoint.bin: vacc of this state is ", Evaluate().Report);
    }

    [Theory]
    [InlineData(StateSelection.None)]
    [InlineData(StateSelection.Best, "best.bin")]
    [InlineData(StateSelection.Kept, "best.bin", "checkpoint.bin")]
    [InlineData(StateSelection.All, "best.bin", "checkpoint.bin", "checkpoint.previous.bin")]
    public void Only_the_selected_states_are_evaluated(StateSelection selection, params string[] evaluated)
    {
        record.Forge(epoch => With(epoch, "vloss", epoch.Metrics["vloss"] + 1));

        string[] named = [.. Evaluate([record.Read()], selection).Report.Split('\n')[..^1].Select(line => line.Split("DIFFER: ")[1].Split(':')[0])];

        Assert.Equal(evaluated, named.Order());
    }

    [Fact]
    public void Older_epoch_made_the_best_one_with_its_own_state_is_found()
    {
        // The forger raises an epoch's accuracy above the best and stores the state of exactly that epoch.
        int older = Enumerable.Range(0, SmallRecord.Epochs - 2).First(epoch => epoch != record.Best);
        AuditedRun run = record.Read();
        TrainingState state = new(Initialisation.Parameters(run.Spec.Model, run.Spec.Seed), run.Spec.Optimizer.Optimizer);
        using (Trainer trainer = new(run.Spec, run.Task, run.Engine, state))
        {
            for (int epoch = 0; epoch <= older; epoch++)
            {
                trainer.FinishEpoch(TestContext.Current.CancellationToken);
            }
        }

        File.WriteAllBytes(record["best.bin"], new Checkpoint(state, LogMark.Empty).Encode(run.Identity));
        record.Forge(older, epoch => With(epoch, "vacc", 0.9987));

        Assert.Empty(record.Read().Findings);
        Assert.Contains($"but the record of epoch {older} has 0.9987\n", Evaluate().Report);
    }

    [Fact]
    public void Forged_point_of_a_curve_at_a_stored_state_is_found()
    {
        using SmallRecord increment = new(TinyIncrement.Spec(Cell.Lstm, epochs: 2) with
        {
            Task = ((IncrementTaskSpec)TinyIncrement.Spec(Cell.Lstm).Task) with { CurveAlsoAt = [2 * TinyIncrement.Updates] },
        });
        Assert.True(increment.Audit(_ => []).Outcome.IsClean);
        EpochRecord last = increment.Run.Last;
        CurvePoint point = last.Curve[^1];
        Assert.Equal(last.Updates, point.Updates);
        (string name, double value) = point.Metrics.First();
        increment.Forge(last.Epoch, epoch => epoch with
        {
            Curve = [.. epoch.Curve.SkipLast(1), point with { Metrics = new Dictionary<string, double>(point.Metrics) { [name] = value + 0.25 } }],
        });

        Assert.Contains($"checkpoint.bin: the curve's {name} of this state is ", increment.Audit(_ => []).Report);

        increment.Forge(last.Epoch, epoch => epoch with { Curve = [.. epoch.Curve.SkipLast(1)] });
        Assert.Contains($"the curve of epoch {last.Epoch} does not have its points", increment.Audit(_ => []).Report);
    }

    [Fact]
    public void Point_of_a_curve_on_a_run_that_has_none_is_a_finding_and_no_crash()
    {
        record.Forge(record.Best, epoch => epoch with { Curve = [new CurvePoint(epoch.Updates, epoch.Metrics)] });

        (AuditOutcome outcome, string report) = Evaluate();

        Assert.Equal(1, outcome.Unsound);
        Assert.Equal(
            $"small/seed-4  files  DIFFER: the curve of epoch {record.Best} does not have its points after the updates that the settings say\n", report);
    }

    [Fact]
    public void Exception_while_a_run_is_checked_is_a_finding_and_the_next_run_is_checked()
    {
        List<string> report = [];
        Audit audit = new(SmallRecord.Engines, report.Add) { Measures = _ => throw new InvalidOperationException("such a thing") };

        AuditOutcome outcome = audit.Run([record.Read(), record.Read()], [], TestContext.Current.CancellationToken);

        Assert.Equal(new AuditOutcome(2, 2, 0, 0, 0), outcome);
        Assert.All(report, line => Assert.Equal(
            "small/seed-4  files  DIFFER: its states and measures cannot be checked: InvalidOperationException: such a thing", line));
        Assert.Equal(2, report.Count);
    }

    [Fact]
    public void Forged_measure_is_found_although_its_checksum_was_corrected()
    {
        MeasuresFile file = Measure();
        StoredMeasure latency = file.Values.First(value => value.Measure == Measures[0].Name);
        Latency honest = (Latency)Measures[0].FromJson(latency.Value);
        file.With([latency with { Value = Measures[0].ToJson(honest with { Mean = honest.Mean - 1 }) }]).Write(record["measures.json"]);

        (AuditOutcome outcome, string report) = Evaluate();

        Assert.Equal(1, outcome.Unsound);
        Assert.StartsWith($"small/seed-4  files  DIFFER: measures.json: '{latency.Measure}' of {latency.Of[..8]} is ", report);
    }

    [Fact]
    public void Forged_measure_that_the_store_keeps_of_a_recorded_run_is_found()
    {
        MeasuresFile file = Measure();
        StoredMeasure latency = file.Values.First(value => value.Measure == Measures[0].Name);
        Latency honest = (Latency)Measures[0].FromJson(latency.Value);
        using TemporaryFolder store = new();
        string beside = Path.Combine(store.Path, ".measures", "small", "seed-4.json");
        Directory.CreateDirectory(Path.GetDirectoryName(beside)!);
        file.With([latency with { Value = Measures[0].ToJson(honest with { Mean = honest.Mean - 1 }) }]).Write(beside);

        Assert.Contains(
            $"small/seed-4 (recorded)  files  DIFFER: '{beside}': '{latency.Measure}' of {latency.Of[..8]} is ",
            Evaluate(AuditScope.Of([store.Path, record.Root], "small/seed-4", SmallRecord.Engines).Runs).Report);
    }

    private static EpochRecord With(EpochRecord epoch, string metric, double value) =>
        epoch with { Metrics = new Dictionary<string, double>(epoch.Metrics) { [metric] = value } };

    private (AuditOutcome Outcome, string Report) Evaluate() => Evaluate([record.Read()]);

    private static (AuditOutcome Outcome, string Report) Evaluate(
        IReadOnlyList<AuditedRun> runs, StateSelection selection = StateSelection.All)
    {
        List<string> report = [];
        Audit audit = new(SmallRecord.Engines, line => report.Add(line + "\n")) { States = _ => selection, Measures = _ => Measures };
        return (audit.Run(runs, [], TestContext.Current.CancellationToken), string.Concat(report));
    }

    private MeasuresFile Measure()
    {
        AuditedRun run = record.Read();
        using OpenRun open = new(record.Run, run.Engine);
        MeasuresFile file = MeasuresFile.Of(record.Run, run.Identity.DataHash).With(
            from measure in Measures
            from key in measure.KeysOf(record.Run, run.Identity.DataHash)
            select new StoredMeasure(measure.Name, measure.Version, key, measure.ToJson(measure.Compute(open, key, TestContext.Current.CancellationToken))));
        file.Write(record["measures.json"]);
        return MeasuresFile.Read(record["measures.json"], MeasuresFile.Of(record.Run, run.Identity.DataHash))!;
    }
}
