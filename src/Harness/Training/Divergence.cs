using System.Globalization;

namespace RnnMemory.Training;

/// <summary>
/// Where a NaN or an infinity stopped a run. The run counts as finished: it is kept and reported, never dropped and never trained again
/// (assumption C5).
/// </summary>
/// <param name="Epoch">The epoch under way, from 0; the epochs before it have records.</param>
/// <param name="Update">The minibatch within the epoch, from 0.</param>
/// <param name="Reason">What was not finite.</param>
/// <param name="Curve">Points of the learning curve within the unfinished epoch.</param>
public sealed record Divergence(int Epoch, int Update, string Reason, IReadOnlyList<CurvePoint> Curve)
{
    /// <summary>Where and why, in words, e.g. "original@16@128@3e-05 diverged in epoch 2, minibatch 17: the loss is not finite".</summary>
    /// <param name="who">The run or model.</param>
    public string Of(string who) => string.Create(CultureInfo.InvariantCulture, $"{who} diverged in epoch {Epoch}, minibatch {Update}: {Reason}");
}

/// <summary>Thrown by <see cref="Trainer"/> when training meets a NaN or an infinity.</summary>
public sealed class DivergedException : Exception
{
    /// <summary>The exception for a run that diverged there.</summary>
    public DivergedException(string run, Divergence divergence)
        : base($"{divergence.Of($"Run '{run}'")}.") =>
        Divergence = divergence;

    /// <summary>Where and why.</summary>
    public Divergence Divergence { get; }
}
