using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tasks;

namespace RnnMemory.Tests.Training;

/// <summary>
/// Inputs that depend on epoch and update; a curve point before the first update, after every third, and at each epoch's end.
/// </summary>
internal sealed class ToyTask : ITask
{
    public const int Updates = 8;

    /// <summary>Called before each minibatch with (epoch, update), so that tests can interrupt.</summary>
    public Action<int, int> Before { get; init; } = (_, _) => { };

    /// <summary>Called at the beginning of every evaluation.</summary>
    public Action<CancellationToken> WhileMeasuring { get; init; } = _ => { };

    /// <summary>A minibatch of this (epoch, update) is filled with this value.</summary>
    public (int Epoch, int Update, float Value)? Spoiled { get; init; }

    public int Steps => 2;

    public int Inputs => 3;

    public int Classes => 3;

    public Readout Readout => Readout.LastStep;

    public string DataHash { get; init; } = "generated";

    public int UpdatesPerEpoch(int batch) => Updates;

    public void FillTraining(int epoch, int update, Minibatch batch)
    {
        Before(epoch, update);
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = ((epoch * 31) + (update * 7) + (i * 3) % 11) * 0.125f;
        }

        if (Spoiled is { } spoiled && (spoiled.Epoch, spoiled.Update) == (epoch, update))
        {
            batch.Inputs.Fill(spoiled.Value);
        }
    }

    public bool HasCurvePoint(long updates) => updates % 3 == 0 || updates % Updates == 0;

    public Evaluation MeasurePoint(IEngine engine, Minibatch batch, CancellationToken cancellation = default)
    {
        WhileMeasuring(cancellation);
        return new Evaluation(Metrics(Probe(engine, batch)))
        {
            Diagnostics = new Dictionary<string, double> { ["probe"] = 2 },
        };
    }

    public Evaluation MeasureEpoch(IEngine engine, Minibatch batch, CancellationToken cancellation = default)
    {
        WhileMeasuring(cancellation);
        return new Evaluation(Metrics(Probe(engine, batch)))
        {
            Diagnostics = new Dictionary<string, double> { ["omega"] = 1, ["beta"] = Probe(engine, batch) / 2 },
        };
    }

    // Those of the increment task, whose settings toy runs are stored with, in an order that is not alphabetical.
    private static Dictionary<string, double> Metrics(double probe) => new()
    {
        [IncrementMetrics.Sequences] = probe,
        [IncrementMetrics.SecondHalf] = 0.3,
        [IncrementMetrics.Digits] = 0.1,
        [IncrementMetrics.Numbers] = 0.2,
    };

    private static double Probe(IEngine engine, Minibatch batch)
    {
        float[] losses = new float[batch.Batch];
        engine.Predict(batch, new int[batch.Batch], losses);
        return losses[0];
    }
}
