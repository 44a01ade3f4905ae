using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Adjusts the p-values of numbers within their registered families.</summary>
internal static class HolmFamilies
{
    /// <summary>
    /// The adjusted p-value of each number that has one. A registered member without a p-value counts as 1, so that a missing model makes
    /// the verdicts on the others no easier.
    /// </summary>
    /// <param name="numbers">All members of the families.</param>
    /// <param name="probabilities">The p-values that there are, by the number's id.</param>
    public static Dictionary<string, double> Adjust(
        IEnumerable<PublishedNumber> numbers, IReadOnlyDictionary<string, double> probabilities)
    {
        Dictionary<string, double> adjusted = [];
        foreach (PublishedNumber[] family in numbers.GroupBy(number => number.Holm!).Select(family => family.ToArray()))
        {
            double[] values = Holm.Adjust([.. family.Select(number => probabilities.GetValueOrDefault(number.Id, 1))]);
            foreach ((PublishedNumber number, double value) in family.Zip(values))
            {
                adjusted[number.Id] = value;
            }
        }

        return adjusted;
    }
}
