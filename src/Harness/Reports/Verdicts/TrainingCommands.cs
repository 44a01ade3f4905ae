using System.Globalization;
using System.Text.Json;
using RnnMemory.Paper.Observed;
using RnnMemory.Tasks;

namespace RnnMemory.Reports.Verdicts;

/// <summary>
/// The commands that train given runs again, and no other. A command trains every combination of its settings. Runs that form no such set,
/// for instance because some networks have more seeds than others, need several commands.
/// </summary>
internal static class TrainingCommands
{
    /// <summary>
    /// The commands. Runs that no command trains are described by a sentence, which does not begin with the program's name.
    /// </summary>
    /// <param name="runs">The runs; one that occurs twice is trained once.</param>
    /// <param name="command">Makes a command from its arguments: a method of <see cref="Basics.Launcher"/>.</param>
    public static IEnumerable<string> Of(IReadOnlyList<Observation> runs, Func<string, string> command)
    {
        Observation[] distinct = [.. runs.DistinctBy(run => run.Run)];
        ImageObservation[] images = [.. distinct.OfType<ImageObservation>().Where(run => run.Differences.Count == 0)];
        Dictionary<ImageModel, string> imageSeeds = SeedsByModel(images, run => run.Model);
        Func<ImageObservation, object>[] imageProperties =
            [run => imageSeeds[run.Model], run => run.Model.Rate, run => run.Model.Representation];
        foreach (IReadOnlyList<ImageObservation> product in Products(images, ImagesTrained, imageProperties))
        {
            string[] permutations = Names(product.Select(run => run.Model.Permutation?.ToString(CultureInfo.InvariantCulture)));
            yield return command(
                $"run mnist --profile paper --ignore-record --set Mnist:Representations={List(product.Select(run => run.Model.Representation.Name()))}"
                + $" --set Mnist:LearningRates={List(product.Select(run => run.Model.Rate))}"
                + (permutations.Length == 0 ? "" : $" --set Mnist:Permutations={List(permutations)}") + Seeds(product));
        }

        // Another order of digits is a setting with a name; other what-ifs are in the runs' own files.
        IncrementObservation[] increments = [.. distinct.OfType<IncrementObservation>().Where(run => run.Differences.All(IsOrder))];
        Dictionary<IncrementModel, string> incrementSeeds = SeedsByModel(increments, run => run.Model);
        Func<IncrementObservation, object>[] incrementProperties =
            [run => incrementSeeds[run.Model], run => run.Model.Order, run => run.Model.Cell, run => run.Model.Size];
        foreach (IReadOnlyList<IncrementObservation> product in Products(increments, IncrementsTrained, incrementProperties))
        {
            yield return command(
                $"run increment --profile paper --ignore-record --set Increment:Sizes={List(product.Select(run => run.Model.Size.ToString()))}"
                + $" --set Increment:Cells={List(product.Select(run => run.Model.Cell))}"
                + $" --set Increment:Orders={List(product.Select(run => JsonNamingPolicy.KebabCaseLower.ConvertName(run.Model.Order.ToString())))}"
                + Seeds(product));
        }

        foreach (string differences in Names(distinct.Where(run => run.Differences.Count > 0 && !run.Differences.All(IsOrder))
            .Select(run => string.Join(", ", run.Differences))))
        {
            yield return $"the runs with {differences}: with the settings in their spec.json";
        }
    }

    // Splits runs by one property after the other until each part is all that its command would train.
    private static IEnumerable<IReadOnlyList<T>> Products<T>(
        IReadOnlyList<T> runs, Func<IReadOnlyList<T>, int> trained, ReadOnlyMemory<Func<T, object>> properties) =>
        runs.Count == 0 ? [] : properties.IsEmpty || trained(runs) == runs.Count ? [runs]
            : runs.GroupBy(properties.Span[0]).SelectMany(part => Products([.. part], trained, properties[1..]));

    // A representation that is not permuted is trained once, whatever the permutations.
    private static int ImagesTrained(IReadOnlyList<ImageObservation> runs)
    {
        int permutations = Count(runs.Where(run => run.Model.Permutation is not null), run => run.Model.Permutation);
        int variants = runs.Select(run => run.Model).DistinctBy(model => model.Representation)
            .Sum(model => model.Permutation is null ? 1 : permutations);
        return variants * Count(runs, run => run.Model.LearningRate) * Count(runs, run => run.Seed);
    }

    private static int IncrementsTrained(IReadOnlyList<IncrementObservation> runs) => Count(runs, run => run.Model.Size)
        * Count(runs, run => run.Model.Cell) * Count(runs, run => run.Model.Order) * Count(runs, run => run.Seed);

    private static int Count<T, TProperty>(IEnumerable<T> runs, Func<T, TProperty> property) => runs.Select(property).Distinct().Count();

    private static Dictionary<TModel, string> SeedsByModel<T, TModel>(IEnumerable<T> runs, Func<T, TModel> model)
        where T : Observation
        where TModel : notnull =>
        runs.GroupBy(model).ToDictionary(group => group.Key, Seeds);

    private static string Seeds(IEnumerable<Observation> runs)
    {
        long[] seeds = [.. runs.Select(run => run.Seed).Distinct().Order()];
        return seeds.Length == 1 ? $" --seed {seeds[0]}" : $" --set Seeds={string.Join(',', seeds)}";
    }

    private static bool IsOrder(SettingDifference difference) => difference.Setting == "task.order";

    private static string List(IEnumerable<string> names) => string.Join(',', names.Distinct());

    private static string[] Names(IEnumerable<string?> names) => [.. names.OfType<string>().Distinct()];
}
