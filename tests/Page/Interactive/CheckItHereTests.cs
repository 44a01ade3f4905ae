using System.Text.Json;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Models;
using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Page.Interactive;

public sealed class CheckItHereTests
{
    private static readonly IReadOnlyList<StoredRun> Runs = CheckItHereSection.StoredIn(CommittedFolder.OfRepository());

    public static TheoryData<string, int> Starts =>
        [.. Runs.SelectMany(stored => stored.States().Select(state => (stored.Run.Spec.Id, state.Epoch)).Prepend((stored.Run.Spec.Id, 0)))];

    [Fact]
    public void Page_carries_a_run_of_each_of_two_cells() => Assert.Equal([Cell.Vanilla, Cell.Gru], Runs.Select(stored => stored.Run.Spec.Model.Cell));

    [Theory]
    [MemberData(nameof(Starts))]
    public void Epoch_after_each_carried_state_and_the_first_from_the_seed_are_trained_again_to_the_same_record(string id, int epoch)
    {
        StoredRun stored = Runs.Single(candidate => candidate.Run.Spec.Id == id);
        RunSpec spec = stored.Run.Spec;
        TrainingState state = stored.States().SingleOrDefault(candidate => candidate.Epoch == epoch)
            ?? new TrainingState(Initialisation.Parameters(spec.Model, spec.Seed), spec.Optimizer.Optimizer);
        using Trainer trainer = new(spec, spec.Task.Open(spec.Seed), EngineCatalog.Known["simd"], state);

        EpochRecord record = trainer.FinishEpoch(TestContext.Current.CancellationToken);

        Assert.Equal(epoch, record.Epoch);
        Assert.Equal(RecordContent.Hash([stored.Run.Epochs[epoch]], null), RecordContent.Hash([record], null));
    }

    [Fact]
    public void Command_of_each_run_plans_that_run()
    {
        foreach (StoredRun stored in Runs)
        {
            string[] words = CheckItHereSection.CommandOf(stored.Run.Spec).Split(' ');
            LoadedSettings loaded = Planned.With(SettingsLoader.Quick, [.. words.Where(word => word.Contains('=', StringComparison.Ordinal))]);
            var planned = ExperimentCatalog.Experiments.Single(experiment => experiment.Name == "Digits").Plan(loaded);

            Assert.Equal(stored.Run.Spec, Assert.Single(planned));
        }
    }

    [Fact]
    public void Images_in_the_page_are_the_embedded_digits()
    {
        ImageDataSet digits = Digits.Read();
        PackedDigits packed = PackedDigits.Read();
        byte[] bits = Convert.FromBase64String(packed.Pixels);
        byte[] pixels = new byte[packed.Labels.Length * packed.Size];
        for (int at = 0; at < pixels.Length * packed.Bits; at++)
        {
            pixels[at / packed.Bits] |= (byte)(((bits[at / 8] >> (at % 8)) & 1) << (at % packed.Bits));
        }

        Assert.Equal([.. digits.Train.Pixels, .. digits.Test.Pixels], pixels);
        Assert.Equal(digits.Train.Labels.ToArray().Concat(digits.Test.Labels.ToArray()), packed.Labels.Select(figure => (byte)(figure - '0')));
        Assert.Equal((digits.Train.Count, digits.Train.Size, digits.Maximum), (packed.Train, packed.Size, packed.Maximum));
    }

    [Fact]
    public void Number_that_does_not_fit_its_bits_is_refused()
    {
        Assert.Equal(Convert.ToBase64String([0b111_00000, 0b11]), Packed.Bits([0, 31], 5));
        Assert.Throws<ArgumentException>(() => Packed.Bits([32], 5));
    }

    [Fact]
    public void States_in_the_page_have_the_hashes_of_the_record()
    {
        using JsonDocument data = JsonDocument.Parse(CheckItHereSection.OfRepository().Data.Single().Json);
        foreach ((JsonElement run, StoredRun stored) in data.RootElement.GetProperty("runs").EnumerateArray().Zip(Runs))
        {
            JsonElement[] states = [.. run.GetProperty("states").EnumerateArray()];
            Assert.Equal(2, states.Length);
            foreach (JsonElement state in states)
            {
                EpochRecord record = stored.Run.Epochs[state.GetProperty("epoch").GetInt32() - 1];
                float[] parameters = EmbeddedFloats.Of(state.GetProperty("parameters"));
                Assert.Equal(record.ParametersHash, TrainingHashes.OfParameters(parameters));
                Assert.Equal(record.StateHash, TrainingHashes.OfState(
                    parameters, [EmbeddedFloats.Of(state.GetProperty("slot"))], record.Epoch + 1, record.Updates));
                Assert.Equal(2 * stored.Run.Spec.Model.Tensors.Count, state.GetProperty("tensors").EnumerateObject().Count());
            }
        }
    }
}
