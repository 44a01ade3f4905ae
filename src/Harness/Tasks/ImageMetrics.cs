namespace RnnMemory.Tasks;

/// <summary>The names of the metrics of image tasks in records.</summary>
public static class ImageMetrics
{
    /// <summary>
    /// Accuracy on all test images after the epoch: the paper's "vacc", which determines the best epoch (assumption B9).
    /// </summary>
    public const string TestAccuracy = "vacc";

    /// <summary>Mean cross entropy on all test images after the epoch: the paper's "vloss".</summary>
    public const string TestLoss = "vloss";

    /// <summary>Accuracy on the first training images with the weights at the epoch's end (assumption C9).</summary>
    public const string TrainingAccuracy = "train-acc";

    /// <summary>
    /// Diagnostic: accuracy on the test images of even index (0, 2, ...). With <see cref="TestAccuracyOfOdd"/> one can choose the epoch on
    /// one half and report the other (assumption B9).
    /// </summary>
    public const string TestAccuracyOfEven = "vacc-even";

    /// <summary>Diagnostic: accuracy on the test images of odd index; missing if there are none.</summary>
    public const string TestAccuracyOfOdd = "vacc-odd";

    /// <summary>Diagnostic, if a step shows a whole line: mean latency over all test images in steps (assumptions D1, D4).</summary>
    public const string Latency = "latency";

    /// <summary>The same over the images that are named right at the last step; missing when none is.</summary>
    public const string LatencyOfCorrect = "latency-right";

    /// <summary>
    /// Diagnostic: live hidden units, those whose output differs from 0 after at least one step of at least one of the first
    /// <see cref="LiveUnitImages"/> test images.
    /// </summary>
    public const string LiveUnits = "live-units";

    /// <summary>Number of test images, the first ones, on which live units are counted.</summary>
    public const int LiveUnitImages = 256;
}
