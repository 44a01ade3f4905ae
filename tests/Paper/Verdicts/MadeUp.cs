using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Numerics;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Streams;
using RnnMemory.Tests.Paper.Statistics;

namespace RnnMemory.Tests.Paper.Verdicts;

/// <summary>Observations that nobody made.</summary>
internal static class MadeUp
{
    public static JsonElement PaperSettings { get; } =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "experiments/settings/paper.json"))).RootElement;

    /// <summary>Those of tests/golden/statistics/verdicts.json.</summary>
    public static Observations Golden() => new(GoldenStatistics.Verdicts.List("models").Select(model => new ModelObservations(
        new PublishedModel(
            model.GetProperty("representation").GetString()!,
            model.GetProperty("permutation").Deserialize<int?>(),
            model.Number("lr")),
        model.List("seeds").Select(seed => new SeedObservation
        {
            Seed = (long)seed.Number("seed"),
            Run = $"seed-{seed.Number("seed")}",
            BestEpoch = (int)seed.Number("epoch"),
            TestAccuracy = seed.Number("vacc"),
            TrainingAccuracy = seed.Number("acc"),
            TrainingLoss = seed.Number("loss"),
            TestLoss = seed.Number("vloss"),
            TestAccuracies = [seed.Number("vacc")],
            Latency = seed.GetProperty("latency").Deserialize<double?>(),
        }))));

    /// <summary>All models of the paper, with the printed values and noise of that size on each scale.</summary>
    public static IEnumerable<ModelObservations> LikeThePaper(int seeds, double noise) =>
        Published.Table3.Select(row => new ModelObservations(
            new PublishedModel(row.Representation, row.Permutation, row.LearningRate),
            Enumerable.Range(0, seeds).Select(seed => Run(row, seed, noise))));

    /// <summary>The same with each run of one learning rate and of representations with that word changed.</summary>
    public static Observations With(
        this IEnumerable<ModelObservations> models, string word, double rate, Func<SeedObservation, SeedObservation> change) =>
        new(models.Select(model => model.Model.LearningRate == rate && model.Model.Representation.Contains(word, StringComparison.Ordinal)
            ? new ModelObservations(model.Model, model.Seeds.Select(change))
            : model));

    private static SeedObservation Run(PublishedRun row, int seed, double noise)
    {
        WordSequence words = new RandomStream(seed, $"test/{row.PaperLabel}").At(0);
        double vacc = Noisy(Scale.Logit, row.TestAccuracy, noise, ref words);
        return new SeedObservation
        {
            Seed = seed,
            Run = $"{row.PaperLabel}/seed-{seed}",
            BestEpoch = row.BestEpoch + (seed % 2),
            TestAccuracy = vacc,
            TrainingAccuracy = Noisy(Scale.Logit, row.Accuracy, noise, ref words),
            TrainingLoss = Noisy(Scale.Log, row.Loss, noise, ref words),
            TestLoss = Noisy(Scale.Log, row.TestLoss, noise, ref words),
            TestAccuracies = [.. Enumerable.Range(0, 244).Select(epoch => vacc * Math.Min(1, (epoch + 1.0) / (row.BestEpoch + 1)))],
            Latency = row.Representation.Contains("flattened", StringComparison.Ordinal)
                ? null
                : Noisy(Scale.Plain, MeanLatency(row.Representation), noise, ref words),
        };
    }

    private static decimal MeanLatency(string representation) =>
        Ledger.Registered.FindNumber($"T2/{representation}/mean").Value!.Value;

    private static double Noisy(Scale scale, decimal value, double noise, ref WordSequence words) =>
        scale.ToPlain(scale.FromPlain((double)value) + (noise * NormalDeviate.Next(ref words)));
}
