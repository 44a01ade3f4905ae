using System.Text.Json;
using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Numerics;
using RnnMemory.Runs;
using RnnMemory.Streams;
using RnnMemory.Training;

namespace RnnMemory.Fingerprints;

/// <summary>
/// Hashes that are the same wherever the numeric contract holds: hashes of random numbers, first weights, elementary functions, training
/// steps, answers and whole runs.
/// </summary>
/// <param name="engine">The engine that trains.</param>
/// <param name="workers">Runs trained side by side.</param>
public sealed class Fingerprint(EngineEntry engine, int workers)
{
    private const long Seed = 20;
    private const int Steps = 3;

    /// <summary>Name and hash of each part, in a fixed order.</summary>
    public IEnumerable<(string Name, string Hash)> Hashes() =>
        [.. RandomNumbers(), .. FirstWeights(), .. ElementaryFunctions(), .. TrainingSteps(), .. Runs()];

    private static IEnumerable<(string, string)> RandomNumbers()
    {
        RandomStream stream = new(Seed, "probe");
        using Digest words = new(), normals = new();
        for (ulong i = 0; i < 500; i++)
        {
            WordSequence sequence = stream.At(i);
            words.Add(sequence.Next()).Add(sequence.NextBelow(1000)).Add(sequence.NextUniform());
            normals.Add(NormalDeviate.Next(ref sequence));
        }

        yield return ("random/words", words.ToString());
        yield return ("random/normals", normals.ToString());
        using Digest orders = new();
        yield return ("random/orders", orders.Add(stream.Permutation(100)).Add(new NumpyLegacy(0).NextPermutation(100)).ToString());
    }

    private static IEnumerable<(string, string)> FirstWeights()
    {
        foreach (Cell cell in Cells.All)
        {
            ModelSpec model = new() { Cell = cell, Inputs = 3, Hidden = 19, Classes = 5, Readout = Readout.EveryStep };
            yield return ($"init/{cell.Name}", TrainingHashes.OfParameters(Initialisation.Parameters(model, Seed)));
        }
    }

    private static IEnumerable<(string, string)> ElementaryFunctions()
    {
        float[] inputs = VectorFunction.Sample(stride: 262_147);
        float[] outputs = new float[inputs.Length];
        foreach (VectorFunction function in VectorFunction.Names.Select(name => new VectorFunction(name)))
        {
            function.OnVectors(SimdEngine.Lanes, inputs, outputs);
            using Digest digest = new();
            yield return ($"elementary/{function.Name}", digest.Add(outputs).ToString());
        }
    }

    private IEnumerable<(string, string)> TrainingSteps()
    {
        foreach ((ModelSpec model, OptimizerSpec optimizer, int t, int b) in ProbeModels.All())
        {
            using IEngine network = engine.Create(model, optimizer, t, b);
            network.Load(ProbeModels.Parameters(model));
            using Digest results = new(), state = new(), answers = new();
            for (int step = 0; step < Steps; step++)
            {
                using Minibatch batch = ProbeModels.Batch(model, t, b, step);
                StepResult result = network.Train(batch);
                results.Add(result.LossSum).Add(result.Correct).Add(result.Clipped);
            }

            string what = $"{model.Cell.Name} T={t} B={b} I={model.Inputs} H={model.Hidden} K={model.Classes}";
            yield return ($"losses/{what}", results.ToString());
            TrainingState reached = new(new float[model.ParameterCount], optimizer.Optimizer);
            network.Save(reached.Parameters, reached.Slots);
            state.Add(reached.Parameters);
            foreach (float[] slot in reached.Slots)
            {
                state.Add(slot);
            }

            yield return ($"parameters/{what}", state.ToString());
            AddAnswers(network, model, t, b, answers);
            yield return ($"logits/{what}", answers.ToString());
        }
    }

    // The loss against class k is -ln of its probability, so over all k this is the normalised logits.
    private static void AddAnswers(IEngine network, ModelSpec model, int t, int b, Digest answers)
    {
        using Minibatch batch = ProbeModels.Batch(model, t, b, Steps);
        (int[] classes, float[] losses) = (new int[batch.Targets.Length], new float[batch.Targets.Length]);
        for (int k = 0; k < model.Classes; k++)
        {
            batch.Targets.Fill(k);
            network.Predict(batch, classes, losses);
            answers.Add(classes).Add(losses);
        }

        int[] trace = new int[t * b];
        network.Trace(batch, trace);
        answers.Add(trace);
    }

    private IEnumerable<(string, string)> Runs()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-fingerprint-");
        try
        {
            return Train(new RunStore(folder.FullName)).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<(string, string)>> Train(RunStore store)
    {
        RunSpec[] specs = [.. ProbeModels.Runs(engine.Name)];
        await using RunScheduler scheduler = new(store, new EngineCatalog(engine), workers);
        scheduler.Enqueue(specs);
        List<(string, string)> hashes = [];
        foreach (RunSpec spec in specs)
        {
            FinishedRun run = await scheduler.Get(spec).ConfigureAwait(false);
            using Digest digest = new();
            foreach (EpochRecord epoch in run.Epochs)
            {
                // Diagnostics were added after these hashes had been accepted.
                digest.Add(JsonSerializer.Serialize(Diagnostics.Without(epoch) with { Seconds = 0 }, RunJson.Line));
            }

            hashes.Add((spec.Id.Replace("probe/", "epochs/", StringComparison.Ordinal), digest.ToString()));
        }

        return hashes;
    }
}
