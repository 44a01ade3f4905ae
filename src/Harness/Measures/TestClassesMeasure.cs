using System.Text.Json.Serialization;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>
/// The distribution of the test images over the classes, which gives the accuracy of a model that always answers with one class.
/// </summary>
/// <param name="Images">Number of test images of each class.</param>
public sealed record TestClasses(IReadOnlyList<int> Images)
{
    /// <summary>Number of test images.</summary>
    [JsonIgnore]
    public int Count => Images.Sum();

    /// <summary>Share of the most common class.</summary>
    [JsonIgnore]
    public double LargestShare => Images.Max() / (double)Count;

    /// <summary>Share of one class. A model whose outputs are NaN counts as always answering class 0 (assumption C5).</summary>
    public double Share(int label) => Images[label] / (double)Count;
}

/// <summary><see cref="TestClasses"/> of a run's data.</summary>
public sealed class TestClassesMeasure : DataMeasure<TestClasses>
{
    /// <inheritdoc/>
    public override string Name => "test classes";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override TestClasses Compute(ITask task, CancellationToken cancellation)
    {
        Data.ImageSet test = ImageCount.TaskOf(task).Test.Images;
        int[] images = new int[test.Classes];
        foreach (byte label in test.Labels)
        {
            images[label]++;
        }

        return new TestClasses(images);
    }
}
