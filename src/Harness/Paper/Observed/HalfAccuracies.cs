namespace RnnMemory.Paper.Observed;

/// <summary>Test accuracy on the two halves of the test images after one epoch.</summary>
/// <param name="Even">On the images with even numbers.</param>
/// <param name="Odd">On those with odd numbers.</param>
public sealed record HalfAccuracies(double Even, double Odd)
{
    /// <summary>
    /// Test accuracy with a fair choice of the epoch: chosen on one half and taken from the other, the mean of both ways (assumption B9).
    /// As in the paper's choice, the first of equal epochs counts.
    /// </summary>
    /// <param name="epochs">Every epoch; null is returned if there is none.</param>
    public static double? FairChoice(IReadOnlyList<HalfAccuracies> epochs) => epochs.Count == 0 ? null
        : (epochs.MaxBy(epoch => epoch.Even)!.Odd + epochs.MaxBy(epoch => epoch.Odd)!.Even) / 2;
}
