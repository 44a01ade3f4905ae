using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Runs resumed from checkpoints keep the numeric contract, with the real engines on the real task.</summary>
public sealed class EngineResumeTests
{
    private static readonly EngineCatalog Engines = EngineCatalog.Known;


    public static TheoryData<string, string, string, string> Relays =>
    [
        .. from optimizer in Optimizers.Names
           from cell in Cells.Names
           from engines in new[] { ("simd", "scalar"), ("scalar", "simd") }
           select (optimizer, cell, engines.Item1, engines.Item2),
    ];

    [Theory]
    [MemberData(nameof(Relays))]
    public void Run_saved_at_any_minibatch_by_one_engine_is_continued_by_another_to_the_same_bits(string optimizer, string cell, string first, string second)
    {
        RunSpec spec = TinyIncrement.Spec(Cells.Parse(cell), DigitOrder.Complicated);
        spec = spec with { Optimizer = spec.Optimizer with { Optimizer = Optimizers.Parse(optimizer) } };
        RunIdentity identity = RunIdentity.Of(spec, Engines[first], spec.Task.Open(spec.Seed));
        List<byte[]> saved = [];
        TrainingState start = new(Initialisation.Parameters(spec.Model, spec.Seed), spec.Optimizer.Optimizer);
        List<EpochRecord> whole = Train(spec, Engines[first], start, state => saved.Add(new Checkpoint(state, LogMark.Empty).Encode(identity)));

        Assert.Equal(spec.Epochs * TinyIncrement.Updates, saved.Count);
        foreach (byte[] bytes in saved)
        {
            TrainingState state = Checkpoint.Decode(bytes, identity, TinyIncrement.Updates).State;
            int done = state.Epoch;
            List<EpochRecord> rest = Train(spec, Engines[second], state, _ => { });
            Assert.Equal(Bits(spec, whole[done..]), Bits(spec, rest));
        }
    }

    private static List<EpochRecord> Train(RunSpec spec, EngineEntry engine, TrainingState state, Action<TrainingState> save)
    {
        using Trainer trainer = new(spec, spec.Task.Open(spec.Seed), engine, state) { Save = save, SaveEvery = TimeSpan.Zero };
        List<EpochRecord> records = [];
        while (state.Epoch < spec.Epochs)
        {
            records.Add(trainer.FinishEpoch(TestContext.Current.CancellationToken));
        }

        return records;
    }

    private static string Bits(RunSpec spec, IReadOnlyList<EpochRecord> records) => ToyRuns.Bits(new FinishedRun(spec, records, ""));
}
