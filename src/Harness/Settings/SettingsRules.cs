using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Tasks;

namespace RnnMemory.Settings;

/// <summary>The ranges of all settings, in one place.</summary>
/// <param name="source">Names where a setting was given.</param>
internal sealed class SettingsRules(Func<string, string> source)
{
    /// <summary>Throws at the first setting that is out of range.</summary>
    /// <exception cref="UserError">Names the setting, its value, the range and the source.</exception>
    public void Check(HarnessSettings settings, IReadOnlyCollection<string> engines)
    {
        Between(nameof(settings.Seed), settings.Seed, 0, long.MaxValue);
        Between(nameof(settings.Workers), settings.Workers, 0, 1024);
        Known(nameof(settings.Engine), "engine", [settings.Engine], engines);
        Require(nameof(settings.Artifacts), settings.Artifacts,
            settings.Artifacts.Trim() != "" && settings.Artifacts.IndexOfAny(Path.GetInvalidPathChars()) < 0, "must name a folder");
        Check(settings.Increment);
        Check(settings.Mnist, "Mnist:");
        Check(settings.Digits, "Digits:");
    }

    private void Check(ImageSettings images, string section)
    {
        Require(section + nameof(images.DataSet), images.DataSet, images.DataSet.Length > 0 && images.DataSet.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            "must be a name of lower-case letters, digits and '-'");
        Require(section + nameof(images.Files), string.Join(",", images.Files ?? []), images.Files is null or { Count: 4 },
            "must name four files: training images and labels, test images and labels");
        List(section + nameof(images.Representations), images.Representations);
        Known(section + nameof(images.Representations), "representation", images.Representations, Representations.Names);
        List(section + nameof(images.Permutations), images.Permutations);
        Require(section + nameof(images.Permutations), string.Join(",", images.Permutations), images.Permutations.All(index => index >= 0), "must not have negative entries");
        List(section + nameof(images.LearningRates), images.LearningRates);
        Require(section + nameof(images.LearningRates), string.Join(",", images.LearningRates.Select(rate => rate.ToString(CultureInfo.InvariantCulture))),
            images.LearningRates.All(rate => rate > 0), "must be above 0");
        Between(section + nameof(images.Hidden), images.Hidden, 1, 4096);
        Between(section + nameof(images.BatchSize), images.BatchSize, 1, 65_536);
        Between(section + nameof(images.Epochs), images.Epochs, 1, 1_000_000);
        Between(section + nameof(images.TrainingSubset), images.TrainingSubset, 0, int.MaxValue);
        Between(section + nameof(images.PixelTrainingSubset), images.PixelTrainingSubset, 0, int.MaxValue);
        Between(section + nameof(images.AccuracySubset), images.AccuracySubset, 1, int.MaxValue);
        Between(section + nameof(images.PixelMeasuredImages), images.PixelMeasuredImages, 0, int.MaxValue);
        Optimizer(section, images.Rho, images.Epsilon, images.ClipNorm);
    }

    private void Check(IncrementSettings increment)
    {
        const string section = "Increment:";
        List(section + nameof(increment.Sizes), increment.Sizes);
        IncrementSize[] sizes = [.. increment.Sizes.Select(size => Size(section + nameof(increment.Sizes), size))];
        List(section + nameof(increment.Cells), increment.Cells);
        Known(section + nameof(increment.Cells), "cell", increment.Cells, Cells.Names);
        List(section + nameof(increment.Orders), increment.Orders);
        Known(section + nameof(increment.Orders), "order", increment.Orders, [.. Enum.GetNames<DigitOrder>().Select(name => name.ToLowerInvariant())]);

        Between(section + nameof(increment.Hidden), increment.Hidden, 1, 4096);
        Between(section + nameof(increment.BatchSize), increment.BatchSize, 1, 65_536);
        Between(section + nameof(increment.Epochs), increment.Epochs, 1, 1_000_000);
        Between(section + nameof(increment.UpdatesPerEpoch), increment.UpdatesPerEpoch, 1, 1_000_000_000);
        Between(section + nameof(increment.Holdout), increment.Holdout, 1, 100_000_000);
        Between(section + nameof(increment.CurveHoldout), increment.CurveHoldout, 1, 100_000_000);
        Between(section + nameof(increment.CurveEvery), increment.CurveEvery, 1, int.MaxValue);
        Require(section + nameof(increment.CurveAlsoAt), string.Join(",", increment.CurveAlsoAt),
            increment.CurveAlsoAt.All(at => at >= 0), "must not have negative entries");
        Require(section + nameof(increment.FixedTrainingSet), increment.FixedTrainingSet,
            increment.FixedTrainingSet == 0 || increment.FixedTrainingSet >= increment.BatchSize,
            $"must be 0 (fresh samples) or at least one minibatch ({increment.BatchSize})");

        Require(section + nameof(increment.LearningRate), increment.LearningRate, increment.LearningRate > 0, "must be above 0");
        Optimizer(section, increment.Rho, increment.Epsilon, increment.ClipNorm);
        Require(section + nameof(increment.InterestingProbability), increment.InterestingProbability,
            increment.InterestingProbability is >= 0 and <= 1, "must be between 0 and 1");
        Permutation(section + nameof(increment.Permutation), increment.Permutation, sizes);
    }

    private void Optimizer(string section, double rho, double epsilon, double clipNorm)
    {
        Require(section + "Rho", rho, rho is >= 0 and < 1, "must be at least 0 and below 1");
        Require(section + "Epsilon", epsilon, epsilon > 0, "must be above 0");
        Require(section + "ClipNorm", clipNorm, clipNorm >= 0, "must be at least 0 (0: no clipping)");
    }

    private void Permutation(string name, IReadOnlyList<int>? permutation, IEnumerable<IncrementSize> sizes)
    {
        if (permutation is null)
        {
            return;
        }

        string text = string.Join(",", permutation);
        Require(name, text, permutation.Order().SequenceEqual(Enumerable.Range(0, permutation.Count)),
            $"is no permutation: each of 0..{permutation.Count - 1} must come once");
        foreach (IncrementSize size in sizes)
        {
            Require(name, text, permutation.Count == size.Digits,
                $"has {permutation.Count} entries, but size {size} has {size.Digits} digits; set Increment:Sizes too");
        }
    }

    private IncrementSize Size(string name, string text)
    {
        try
        {
            return IncrementSize.Parse(text);
        }
        catch (UserError error)
        {
            throw new UserError($"{name} ({source(name)}): {error.Message}", error);
        }
    }

    private void List<T>(string name, IReadOnlyList<T> values)
    {
        Require(name, string.Join(",", values), values.Count > 0, "must have at least one entry");
        Require(name, string.Join(",", values), values.Distinct().Count() == values.Count, "must not have an entry twice");
    }

    private void Known(string name, string kind, IEnumerable<string> values, IReadOnlyCollection<string> known)
    {
        if (values.FirstOrDefault(value => !known.Contains(value)) is string unknown)
        {
            throw new UserError($"{name} ({source(name)}): {UserError.Unknown(kind, unknown, known).Message}");
        }
    }

    private void Between(string name, long value, long lowest, long highest) =>
        Require(name, value, value >= lowest && value <= highest, highest == long.MaxValue
            ? $"must be at least {lowest}"
            : $"must be {lowest} to {highest}");

    private void Require(string name, IConvertible value, bool holds, string rule)
    {
        if (!holds)
        {
            throw new UserError($"{name} = {value.ToString(CultureInfo.InvariantCulture)} ({source(name)}) {rule}.");
        }
    }
}
