using RnnMemory.Experiments.Framework;
using RnnMemory.Measures;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>The images of the data set that Table 1 and Fig. 8 show.</summary>
internal static class Samples
{
    /// <summary>
    /// The training image of Table 1. The paper calls it a testing sample; the authors' script draws training image 7 (assumption B10).
    /// </summary>
    public const int Sample = 7;

    /// <summary>Images of each class in Fig. 8.</summary>
    public const int PerClass = 3;

    /// <summary>The measure that stores them with a run, so that both can be drawn without the data set.</summary>
    public static SamplesMeasure Measure { get; } = new(PerClass, Sample);

    /// <summary>The images, which are the same in every run of the plan.</summary>
    public static ImageSamples Of(ItemInput input) => input.Runs[0].Of(Measure);

    /// <summary>The name of the data set.</summary>
    public static string SetOf(ItemInput input) => ((ImageTaskSpec)input.Plan[0].Task).DataSet;
}
