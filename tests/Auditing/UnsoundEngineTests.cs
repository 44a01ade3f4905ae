using RnnMemory.Auditing;
using RnnMemory.Engines;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>
/// An engine that gives other bits than the one that made the record: the audit names the minibatch, the tensor and the element.
/// </summary>
public sealed class UnsoundEngineTests : IDisposable
{
    private readonly SmallRecord record = new();

    public void Dispose() => record.Dispose();

    [Fact]
    public void Fault_in_training_is_named_with_minibatch_tensor_element_and_both_values()
    {
        int first = FirstFaulty(epoch: 0);
        Assert.InRange(first, 1, SmallRecord.Minibatches - 1);

        (AuditOutcome outcome, string report) = record.AuditAll(UnsoundEngine.Catalog(UnsoundEngine.Fault.InTraining));

        Assert.Equal((0, 1), (outcome.Equal, outcome.Different));
        Assert.Contains("epoch 0  DIFFERS, trained again from the seed\n", report);
        Assert.Matches(
            $@"first difference between simd and scalar in epoch 0, minibatch {first} \(of 0 to 9\): cell/recurrent \[1, 2\] \(element 17\): "
            + @"simd \S+ \(0x[0-9a-f]{8}\), scalar \S+ \(0x[0-9a-f]{8}\); 1 of 540 values differ",
            report);
        Assert.DoesNotContain("it is the record that differs", report);
    }

    [Fact]
    public void Fault_in_prediction_is_named_with_its_measure()
    {
        (AuditOutcome outcome, string report) = record.AuditAll(UnsoundEngine.Catalog(UnsoundEngine.Fault.InPrediction));

        Assert.Equal(1, outcome.Different);
        Assert.Contains("  metrics.vloss: recorded ", report);
        Assert.DoesNotContain("stateHash: recorded", report);
        Assert.Contains("in epoch 0, after its last minibatch: vloss: simd ", report);
    }

    [Fact]
    public void Fault_that_does_not_come_back_is_laid_to_the_machine()
    {
        (AuditOutcome outcome, string report) = record.AuditAll(UnsoundEngine.Catalog(UnsoundEngine.Fault.Once));

        Assert.Equal(1, outcome.Different);
        Assert.Contains("simd gave other bits when it trained the epoch once more: ", report);
        Assert.DoesNotContain("it is the record that differs", report);
    }

    [Fact]
    public void Search_that_runs_out_of_time_says_how_far_it_came()
    {
        record.Forge(0, epoch => epoch with { Loss = epoch.Loss + 1 });
        List<string> report = [];
        AuditedRun[] runs = [record.Read()];

        new Audit(SmallRecord.Engines, report.Add) { SearchLimit = TimeSpan.Zero }.Run(runs, AuditPlan.Whole(runs), TestContext.Current.CancellationToken);

        Assert.Equal("  simd and scalar agree on the first 0 of 10 minibatches; --against scalar compares all of the epoch.", report[^1]);
    }

    [Fact]
    public void Engine_alone_of_its_numerics_leaves_the_side_open()
    {
        record.Forge(0, epoch => epoch with { Loss = epoch.Loss + 1 });

        (_, string report) = record.AuditAll(new EngineCatalog(EngineCatalog.Known["simd"]));

        Assert.EndsWith("no second engine has the numerics '1', so it cannot be decided which side is wrong\n", report);
    }

    [Fact]
    public void Second_engine_that_agrees_is_told_for_an_honest_record()
    {
        (AuditOutcome outcome, string report) = record.Audit(runs => AuditPlan.OfEpoch(runs, 2), against: "scalar");

        Assert.True(outcome.IsClean);
        Assert.EndsWith("  simd and scalar agree on all 10 minibatches and on every metric of the epoch.\n", report);
    }

    // The sound engine made the record, so only the comparison of engines can detect the fault.
    [Fact]
    public void Second_engine_that_differs_is_a_difference_even_under_an_honest_record()
    {
        EngineEntry simd = EngineCatalog.Known["simd"];
        EngineEntry faulty = UnsoundEngine.Catalog(UnsoundEngine.Fault.InTraining)["simd"] with { Name = "faulty" };

        (AuditOutcome outcome, string report) = record.Audit(runs => AuditPlan.OfEpoch(runs, 0), new EngineCatalog(simd, faulty), against: "faulty");

        Assert.Equal((0, 1), (outcome.Equal, outcome.Different));
        Assert.Contains("epoch 0  equal  ", report);
        Assert.Contains($"first difference between simd and faulty in epoch 0, minibatch {FirstFaulty(epoch: 0)} (of 0 to 9)", report);
    }

    private int FirstFaulty(int epoch)
    {
        ITask task = record.Run.Spec.Task.Open(record.Run.Spec.Seed);
        using Minibatch batch = new(task.Steps, record.Run.Spec.BatchSize, task.Inputs, task.Readout);
        return Enumerable.Range(0, SmallRecord.Minibatches).First(update =>
        {
            task.FillTraining(epoch, update, batch);
            return UnsoundEngine.Meets(batch);
        });
    }
}
