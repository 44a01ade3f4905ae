using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Fingerprints;
using RnnMemory.Numerics;
using RnnMemory.Reports.Snapshots;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>The hashes are the same everywhere, and they change if the arithmetic changes.</summary>
public sealed class FingerprintTests
{
    private static readonly EngineEntry Simd = EngineCatalog.Known["simd"];

    private static readonly Lazy<(string Name, string Hash)[]> OfSimd = new(() => [.. new Fingerprint(Simd, workers: 1).Hashes()]);

    private static IEnumerable<string> Names => OfSimd.Value.Select(hash => hash.Name);

    [Fact]
    public void Hashes_are_those_that_were_accepted() =>
        new SnapshotFolder(Path.Combine(RepositoryRoot.Find(), "expected"), SnapshotOrigin.Of(EngineCatalog.Numerics, Simd.Name))
            .Verify(ExpectedFingerprint.Name, FingerprintText.Of([], OfSimd.Value).HashLines);

    [Fact]
    public void Summing_k_in_two_halves_changes_parameters_losses_logits_and_epochs_of_every_cell_and_nothing_else()
    {
        EngineEntry broken = new("broken", "broken", (model, optimizer, t, b) => new SimdEngine<TwoHalvesLanes, TwoHalves>(model, optimizer, t, b));
        string[] changed = Changed(broken);

        Assert.Equal(Names.Where(IsTrained), changed);

        static bool IsTrained(string name) => name.Split('/')[0] is "losses" or "parameters" or "logits" or "epochs";
    }

    [Fact]
    public void One_ulp_in_one_parameter_changes_the_hash_of_the_parameters()
    {
        EngineEntry broken = new("broken", "broken", (model, optimizer, t, b) => new OneUlpOff(Simd.Create(model, optimizer, t, b)));

        Assert.Empty(Names.Where(name => name.StartsWith("parameters/", StringComparison.Ordinal)).Except(Changed(broken)));
    }

    [Fact]
    public void Text_reads_back_as_it_was_and_names_the_first_difference()
    {
        FingerprintText text = FingerprintText.Of([("lanes", "16"), ("model", "a: b")], [("one", "11"), ("two", "22")]);
        FingerprintText read = FingerprintText.Parse(text.ToString().ReplaceLineEndings("\r\n"));

        Assert.Equal(text.Seen, read.Seen);
        Assert.Equal(text.Hashes, read.Hashes);
        Assert.Null(text.FirstDifference(read.Hashes));
        Assert.Equal("got 22  two, expected 23  two", text.FirstDifference(["11  one", "23  two"]));
        Assert.Equal("got 22  two, expected nothing", text.FirstDifference(["11  one"]));
        Assert.Equal("got nothing, expected 33  three", text.FirstDifference(["11  one", "22  two", "33  three"]));
    }

    [Fact]
    public void Digest_tells_zeros_apart_and_not_the_payloads_of_NaN()
    {
        Assert.NotEqual(Of(0f), Of(-0f));
        Assert.NotEqual(Of(1f), Of(MathF.BitIncrement(1f)));
        Assert.Equal(Of(float.NaN), Of(BitConverter.UInt32BitsToSingle(0x7FC12345)));

        static string Of(float value)
        {
            using Digest digest = new();
            return digest.Add([value]).ToString();
        }
    }

    private static string[] Changed(EngineEntry engine) =>
        [.. new Fingerprint(engine, workers: 1).Hashes().Except(OfSimd.Value).Select(hash => hash.Name)];

    // An engine that returns one parameter with its last bit flipped.
    private sealed class OneUlpOff(IEngine engine) : IEngine
    {
        public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates) => engine.Load(parameters, slots, updates);

        public void Save(Span<float> parameters, IReadOnlyList<float[]> slots)
        {
            engine.Save(parameters, slots);
            parameters[^1] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(parameters[^1]) ^ 1);
        }

        public StepResult Train(Minibatch batch) => engine.Train(batch);

        public StepResult Gradients(Minibatch batch, Span<float> gradients) => engine.Gradients(batch, gradients);

        public void Predict(Minibatch batch, Span<int> classes, Span<float> losses) => engine.Predict(batch, classes, losses);

        public int Hidden => engine.Hidden;

        public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default) =>
            engine.Trace(batch, classes, losses);

        public void States(Minibatch batch, Span<float> states) => engine.States(batch, states);

        public void Dispose() => engine.Dispose();
    }
}
