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
}
