using System.Globalization;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Observed;

/// <summary>A model of section 3.2, whatever its seed.</summary>
/// <param name="Representation">How an image becomes a sequence.</param>
/// <param name="Permutation">Index of the permutation; null if nothing is permuted.</param>
/// <param name="LearningRate">lr, the learning rate.</param>
public sealed record ImageModel(Representation Representation, int? Permutation, double LearningRate)
{
    private const int Side = 28;

    /// <summary>The name in the ledger's style, e.g. "transposed-permuted-2@3e-05".</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Case}@{Rate}");

    /// <summary>The name without the learning rate, e.g. "transposed-permuted-2".</summary>
    public string Case => string.Create(CultureInfo.InvariantCulture,
        $"{Representation.Name()}{(Permutation is { } permutation ? $"-{permutation}" : "")}");

    /// <summary>The learning rate as the paper writes it, e.g. "3e-05".</summary>
    public string Rate => RateText(LearningRate);

    /// <summary>T, the steps of a sequence on images of 28 x 28 pixels.</summary>
    public int Steps => Representation.Shape(Side, Side).Steps;

    /// <summary>A learning rate as the paper writes it.</summary>
    public static string RateText(double rate) => rate.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
}
