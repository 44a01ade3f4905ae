using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Streams;

namespace RnnMemory.Tasks;

/// <summary>
/// The increment task of section 3.1: read a number digit by digit, twice, and answer with its digits and then with those of
/// the number plus one. Not safe for use by two threads at once.
/// </summary>
public sealed class IncrementTask : ITask
{
    private readonly IncrementTaskSpec spec;
    private readonly long seed;
    private readonly IncrementLayout layout;
    private readonly IncrementSampler sampler;
    private readonly HashSet<long> curveAlsoAt;
    private readonly byte[] digits;

    // The hold-out, made when first needed.
    private IncrementQuestions? questions;

    // Data of the current epoch, made when its first minibatch is requested.
    private int epochAtHand = -1;
    private RandomStream samples;
    private int[] trainingOrder = [];

    /// <summary>The task of that spec, whose sizes have been checked, under the run's seed.</summary>
    /// <exception cref="UserError">The explicit permutation is invalid, or there is no other order than the simple one.</exception>
    internal IncrementTask(IncrementTaskSpec spec, long seed)
    {
        (this.spec, this.seed) = (spec, seed);
        layout = new IncrementLayout(spec, IncrementOrder.Of(spec, seed));
        sampler = new IncrementSampler(spec);
        curveAlsoAt = [.. spec.CurveAlsoAt];
        digits = new byte[spec.Digits];
    }

    /// <inheritdoc/>
    public int Steps => layout.Steps;

    /// <inheritdoc/>
    public int Inputs => layout.Inputs;

    /// <inheritdoc/>
    public int Classes => spec.Base;

    /// <inheritdoc/>
    public Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public string DataHash => spec.DataHash;

    /// <inheritdoc/>
    /// <exception cref="UserError">A fixed training set does not fill one minibatch.</exception>
    public int UpdatesPerEpoch(int batch) => spec.UpdatesOfEpoch(batch)!.Value;

    /// <inheritdoc/>
    public void FillTraining(int epoch, int update, Minibatch batch)
    {
        if (epoch != epochAtHand)
        {
            BeginEpoch(epoch);
        }

        layout.Begin(batch, batch.Batch);
        long first = (long)update * batch.Batch;
        for (int row = 0; row < batch.Batch; row++)
        {
            long sample = first + row;
            ulong index = trainingOrder.Length == 0 ? (ulong)sample : (ulong)trainingOrder[sample % trainingOrder.Length];
            sampler.Draw(samples, index, digits);
            layout.Write(batch, row, digits);
        }
    }

    /// <inheritdoc/>
    public bool HasCurvePoint(long updates) =>
        (updates > 0 && updates % spec.CurveEvery == 0) || curveAlsoAt.Contains(updates);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> MeasurePoint(IEngine engine, Minibatch batch, CancellationToken cancellation = default) =>
        Measure(engine, batch, Questions(batch, cancellation).OnCurve, cancellation);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> MeasureEpoch(IEngine engine, Minibatch batch, CancellationToken cancellation = default) =>
        Measure(engine, batch, Questions(batch, cancellation).Count, cancellation);

    private void BeginEpoch(int epoch)
    {
        if (spec.FixedTrainingSet == 0)
        {
            samples = new RandomStream(seed, $"increment/train/{epoch}");
        }
        else
        {
            samples = new RandomStream(seed, "increment/train/fixed");
            trainingOrder = new RandomStream(seed, $"shuffle/{epoch}").Permutation(spec.FixedTrainingSet);
        }

        epochAtHand = epoch;
    }

    // A hold-out of millions takes seconds to lay out.
    private IncrementQuestions Questions(Minibatch batch, CancellationToken cancellation)
    {
        if (questions is null || !questions.Fit(batch.Batch))
        {
            int batchSize = batch.Batch;
            questions = Interruptible.Run(() => IncrementQuestions.Of(spec, layout, batchSize), cancellation);
        }

        return questions;
    }

    private IReadOnlyDictionary<string, double> Measure(IEngine engine, Minibatch batch, int numbers, CancellationToken cancellation)
    {
        int[] classes = new int[Steps * batch.Batch];
        var counts = new IncrementCounts(layout.SecondHalf, batch.Batch);
        for (int done = 0; done < numbers; done += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            Questions(batch, cancellation).Fill(done, numbers, batch, layout);
            engine.Trace(batch, classes);
            counts.Add(batch, classes);
        }

        return counts.Accuracies().ByName();
    }
}
