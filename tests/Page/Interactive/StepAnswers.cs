using System.Text.Json;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Tests.Page.Interactive;

/// <summary>
/// What an engine of the harness answers after every step of some images in all seven representations. The page's engine in JavaScript must
/// answer the same.
/// </summary>
/// <param name="Images">The pixels of each image, in base64.</param>
/// <param name="Networks">The answers of each recorded network.</param>
internal sealed record StepAnswers(IReadOnlyList<string> Images, IReadOnlyList<NetworkAnswers> Networks)
{
    private const int LargestBatch = 4;

    /// <summary>The answers as JSON, with names in camel case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The answers of an engine to the first images of a set.</summary>
    public static StepAnswers Of(IReadOnlyList<RecordedNetwork> networks, ImageSet images, int count, string engine = "simd") => new(
        [.. Enumerable.Range(0, count).Select(image => Convert.ToBase64String(images.Image(image)))],
        [.. networks.Select(network => Read(network, images, count, EngineCatalog.Known[engine]))]);

    private static NetworkAnswers Read(RecordedNetwork network, ImageSet images, int count, EngineEntry entry)
    {
        ModelSpec model = network.Run.Spec.Model;
        ImageFeed feed = new(images, network.Map, maximum: 255);
        (int steps, int batchSize) = (network.Map.Steps, Math.Min(LargestBatch, count));
        using Minibatch batch = new(steps, batchSize, network.Map.Width, model.Readout);
        using IEngine engine = entry.Create(model, network.Run.Spec.Optimizer, steps, batchSize);
        engine.Load(network.Parameters);
        int[] answers = new int[steps * batchSize];
        float[] states = new float[steps * batchSize * model.Hidden];
        List<ImageAnswers> all = [];
        for (int first = 0; first < count; first += batch.Rows)
        {
            feed.FillRange(first, count, batch);
            engine.Trace(batch, answers);
            engine.States(batch, states);
            all.AddRange(Enumerable.Range(0, batch.Rows).Select(row => new ImageAnswers(
                string.Concat(Enumerable.Range(0, steps).Select(t => answers[(t * batchSize) + row])),
                LatencySum.Of(answers, row, batchSize),
                HashOf(states, row, steps, batchSize))));
        }

        return new NetworkAnswers(network.Task.Representation.Name(), all);
    }

    // states [T, B, H].
    private static string HashOf(float[] states, int row, int steps, int batch)
    {
        int hidden = states.Length / (steps * batch);
        return TrainingHashes.OfParameters(
            [.. Enumerable.Range(0, steps).SelectMany(t => states.AsSpan(((t * batch) + row) * hidden, hidden).ToArray())]);
    }
}

/// <summary>The answers of a network.</summary>
/// <param name="Name">Its representation.</param>
/// <param name="Images">Its answers to each image.</param>
internal sealed record NetworkAnswers(string Name, IReadOnlyList<ImageAnswers> Images);

/// <summary>The answers to an image.</summary>
/// <param name="Answers">A figure for each step.</param>
/// <param name="Latency">The step at which the answer settles.</param>
/// <param name="States">SHA-256 of the hidden states after all steps, [T, H], little-endian binary32.</param>
internal sealed record ImageAnswers(string Answers, int Latency, string States);
