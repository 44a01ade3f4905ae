using RnnMemory.Engines;
using RnnMemory.Models;

namespace RnnMemory.Tasks;

/// <summary>
/// A stream of training minibatches and its evaluation: T time steps, I inputs of a step, K classes, B sequences in a minibatch. A
/// minibatch is a pure function of (seed, epoch, update), so a run resumes at any update without stored generator state.
/// </summary>
public interface ITask
{
    /// <summary>T, steps of a sequence.</summary>
    int Steps { get; }

    /// <summary>I, the width of one step's input.</summary>
    int Inputs { get; }

    /// <summary>K, the number of classes.</summary>
    int Classes { get; }

    /// <summary>Which steps have targets.</summary>
    Readout Readout { get; }

    /// <summary>SHA-256 over the data set, or "generated" where samples are drawn from the seed.</summary>
    string DataHash { get; }

    /// <summary>Minibatches in one epoch, for minibatches of B sequences.</summary>
    int UpdatesPerEpoch(int batch);

    /// <summary>
    /// Whether every epoch visits the same samples, each once. If it does and all outputs of one epoch are clipped, the parameters never
    /// change again.
    /// </summary>
    bool VisitsSameSamples(int batch) => false;

    /// <summary>The measure whose largest value determines the best epoch; null if the last epoch counts.</summary>
    string? SelectionMetric => null;

    /// <summary>Fills a full training minibatch. Epoch and update count from 0; update is within the epoch.</summary>
    void FillTraining(int epoch, int update, Minibatch batch);

    /// <summary>Whether the curve has a point after that many updates in all (0: before the first).</summary>
    bool HasCurvePoint(long updates);

    /// <summary>Measures for a point of the curve. The engine's state does not change.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Evaluation MeasurePoint(IEngine engine, Minibatch batch, CancellationToken cancellation = default);

    /// <summary>Measures at the end of an epoch. The engine's state does not change.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Evaluation MeasureEpoch(IEngine engine, Minibatch batch, CancellationToken cancellation = default);
}
