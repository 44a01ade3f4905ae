using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>One row of an experiment on images.</summary>
/// <param name="Representation">How an image becomes a sequence.</param>
/// <param name="Permutation">Index of the fixed permutation; 0 if the representation is not permuted.</param>
/// <param name="LearningRate">lr, the learning rate.</param>
public sealed record ImageRow(Representation Representation, int Permutation, double LearningRate)
{
    /// <summary>The row that a run of the plan belongs to.</summary>
    public static ImageRow Of(RunSpec spec)
    {
        var task = (ImageTaskSpec)spec.Task;
        return new ImageRow(task.Representation, task.Permutation, spec.Optimizer.LearningRate);
    }

    /// <summary>Whether a run's network reads one pixel a step.</summary>
    public static bool ReadsPixels(RunSpec spec) => spec.Model.Inputs == 1;

    /// <summary>The name of the model in run ids and figures, e.g. "transposed-permuted-2".</summary>
    public string Model => Representation.IsPermuted()
        ? string.Create(CultureInfo.InvariantCulture, $"{Representation.Name()}-{Permutation}")
        : Representation.Name();

    /// <summary>The name of the model in the paper's Table 3, e.g. "transposed random permute 2".</summary>
    public string PaperName => Representation.IsPermuted()
        ? string.Create(CultureInfo.InvariantCulture, $"{PaperNameOf(Representation)} {Permutation}")
        : PaperNameOf(Representation);

    /// <summary>The learning rate as the paper writes it, e.g. "3e-05".</summary>
    public string Rate => LearningRate.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>The row in snapshots and test filters.</summary>
    internal RunRow AsRunRow()
    {
        Dictionary<string, string> traits = new() { ["Representation"] = Representation.Name(), ["LearningRate"] = Rate };
        if (Representation.IsPermuted())
        {
            traits["Permutation"] = Permutation.ToString(CultureInfo.InvariantCulture);
        }

        return new RunRow([("model", Model), ("rate", Rate)], traits);
    }

    /// <summary>The name of a representation in the paper's tables, e.g. "transposed random permute".</summary>
    public static string PaperNameOf(Representation representation) =>
        representation.Name().Replace("-permuted", " random permute", StringComparison.Ordinal);
}
