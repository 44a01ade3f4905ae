using System.Text.Json.Serialization;

namespace RnnMemory.Measures;

/// <summary>What a linear readout finds in a network's hidden state h_t: the digit, and what was shown earlier.</summary>
/// <param name="Steps">How well the digit can be read after each measured step.</param>
/// <param name="Lags">How well earlier inputs can be read, by how many steps ago they were shown.</param>
/// <param name="TrainingImages">Number of training images that the readouts were fitted on.</param>
/// <param name="TestImages">Number of test images that they were scored on.</param>
public sealed record MemoryReadout(IReadOnlyList<StepReadout> Steps, IReadOnlyList<LagReadout> Lags, int TrainingImages, int TestImages)
{
    /// <summary>
    /// A lag counts as remembered if the state explains at least this share of the variance beyond what the current step's input does.
    /// With 2,000 images and 128 units, a readout of pure noise explains about -128/2,000 = -0.06 of new images' variance: chance alone
    /// gives less than nothing, and a tenth is outside of what it gives.
    /// </summary>
    public const double Remembered = 0.1;

    /// <summary>
    /// How far back the state remembers: the largest measured lag at which R² of the state exceeds R² of the current input by
    /// <see cref="Remembered"/>; 0 if there is none.
    /// </summary>
    [JsonIgnore]
    public int Span => Lags.Where(lag => lag.FromState - lag.FromInput >= Remembered).Select(lag => lag.Lag).DefaultIfEmpty(0).Max();
}

/// <summary>The digit, read from h_t by arg max over one-hot targets.</summary>
/// <param name="Step">t, counted from 1.</param>
/// <param name="Accuracy">Share of the test images whose class it finds.</param>
public sealed record StepReadout(int Step, double Accuracy);

/// <summary>
/// The pixels of step t - k, read from h_t: R² = 1 - Σ(y - ŷ)² / Σ(y - ȳ)² on the test images, with both sums over all measured t and all
/// pixels, ŷ clipped to 0..1, the range of inputs, and ȳ the pixel's mean over the training images.
/// </summary>
/// <param name="Lag">k in steps; 0 is the line or pixel just read.</param>
/// <param name="FromState">R² from the hidden state; null if these pixels are the same in all images.</param>
/// <param name="FromInput">
/// R² from the input of step t alone, which needs no memory: neighbouring lines resemble each other.
/// </param>
public sealed record LagReadout(
    int Lag,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? FromState,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? FromInput);
