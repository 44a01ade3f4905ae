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

    // Made when first needed.
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
    public Evaluation MeasurePoint(IEngine engine, Minibatch batch, CancellationToken cancellation = default)
    {
        IncrementQuestions asked = Questions(cancellation);
        IncrementCounts counts = Ask(engine, batch, asked.OnCurve, cancellation);
        return new Evaluation(counts.Accuracies().ByName())
        {
            Diagnostics = new Dictionary<string, double>
            {
                [IncrementMetrics.LiveUnits] = LiveUnits(engine, batch, asked.Sample, cancellation),
            },
        };
    }

    /// <inheritdoc/>
    public Evaluation MeasureEpoch(IEngine engine, Minibatch batch, CancellationToken cancellation = default)
    {
        IncrementQuestions asked = Questions(cancellation);
        IncrementCounts counts = Ask(engine, batch, asked.All, cancellation);
        return new Evaluation(counts.Accuracies().ByName())
        {
            Diagnostics = new Dictionary<string, double>
            {
                [IncrementMetrics.Copies] = counts.Copies,
                [IncrementMetrics.LiveUnits] = LiveUnits(engine, batch, asked.Sample, cancellation),
            },
        };
    }

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
    private IncrementQuestions Questions(CancellationToken cancellation) =>
        questions ??= Interruptible.Run(() => IncrementQuestions.Of(spec, layout), cancellation);

    private int LiveUnits(IEngine engine, Minibatch batch, byte[] numbers, CancellationToken cancellation)
    {
        LiveUnitCount live = new(engine, batch);
        int count = numbers.Length / spec.Digits;
        for (int first = 0; first < count && !live.IsWhole; first += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            Fill(batch, numbers, first, count);
            live.Add(engine, batch);
        }

        return live.Count;
    }

    // Up to B of the numbers, from the first one on.
    private void Fill(Minibatch batch, byte[] numbers, int first, int count)
    {
        layout.Begin(batch, Math.Min(batch.Batch, count - first));
        for (int row = 0; row < batch.Rows; row++)
        {
            layout.Write(batch, row, numbers.AsSpan((first + row) * spec.Digits, spec.Digits));
        }
    }

    private IncrementCounts Ask(
        IEngine engine, Minibatch batch, IReadOnlyList<IncrementPart> parts, CancellationToken cancellation)
    {
        var counts = new IncrementCounts(layout);
        if (engine is ISymbolTracer { TracesSymbols: true } tracer)
        {
            AskTrees(tracer, parts, counts, cancellation);
        }
        else
        {
            AskMinibatches(engine, batch, parts, counts, cancellation);
        }

        return counts;
    }

    private void AskTrees(ISymbolTracer engine, IReadOnlyList<IncrementPart> parts, IncrementCounts counts, CancellationToken cancellation)
    {
        byte[] classes = new byte[parts.Max(part => part.Tree.Nodes)];
        foreach (IncrementPart part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            engine.Trace(part.Tree, layout.Alphabet, classes);
            counts.Add(part, classes);
        }
    }

    private void AskMinibatches(
        IEngine engine, Minibatch batch, IReadOnlyList<IncrementPart> parts, IncrementCounts counts, CancellationToken cancellation)
    {
        int[] classes = new int[Steps * batch.Batch];
        foreach (IncrementPart part in parts)
        {
            for (int first = 0; first < part.Times.Length; first += batch.Rows)
            {
                cancellation.ThrowIfCancellationRequested();
                Fill(batch, part.Digits, first, part.Times.Length);
                engine.Trace(batch, classes);
                counts.Add(batch, classes, part, first);
            }
        }
    }
}
