using RnnMemory.Paper.Observed;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>A cell and size of the increment task, in both orders: one of the nine cases of Figs. 5 to 7.</summary>
/// <param name="Size">K and N.</param>
/// <param name="Cell">Name of the cell.</param>
/// <param name="Simple">Runs in the simple order.</param>
/// <param name="Complicated">Runs in the complicated order, each seed with a permutation of its own.</param>
internal sealed record IncrementCell(
    IncrementSize Size, string Cell, IReadOnlyList<IncrementObservation> Simple, IReadOnlyList<IncrementObservation> Complicated)
{
    /// <summary>E.g. "2x32/gru".</summary>
    public string Name => $"{Size}/{Cell}";

    /// <summary>The names of both orders' models.</summary>
    public (string Simple, string Complicated) Names =>
        (new IncrementModel(Size, Cell, DigitOrder.Simple).Name, new IncrementModel(Size, Cell, DigitOrder.Complicated).Name);

    /// <summary>The nine cases of the paper, trained or not.</summary>
    public static IReadOnlyList<IncrementCell> All(ClaimEvidence evidence) =>
    [
        .. from size in evidence.Sizes
           from cell in evidence.Cells
           select new IncrementCell(
               size, cell, evidence.Runs(new IncrementModel(size, cell, DigitOrder.Simple)),
               evidence.Runs(new IncrementModel(size, cell, DigitOrder.Complicated))),
    ];

    /// <summary>Simple less complicated, or the other way round, by the exact permutation test.</summary>
    /// <param name="evidence">The rule.</param>
    /// <param name="quantity">What is compared.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="value">Its value of a run.</param>
    /// <param name="isSimpleFirst">Whether the complicated order is subtracted.</param>
    public Finding Difference(
        ClaimEvidence evidence, string quantity, string unit, Func<IncrementObservation, double> value, bool isSimpleFirst = true)
    {
        (IncrementObservation Run, double Value)[] simple = [.. Simple.Select(run => (run, value(run)))];
        (IncrementObservation Run, double Value)[] complicated = [.. Complicated.Select(run => (run, value(run)))];
        int needed = evidence.Rule.Least.SeedsForNineCells;
        return isSimpleFirst
            ? TwoSamples.Difference(evidence, $"{Name}: {quantity}, simple - complicated", unit, simple, complicated, needed, Names)
            : TwoSamples.Difference(
                evidence, $"{Name}: {quantity}, complicated - simple", unit, complicated, simple, needed, (Names.Complicated, Names.Simple));
    }

    /// <summary>What is missing of either order; null if nothing is.</summary>
    public string? Missing(int needed) =>
        ClaimEvidence.Missing(Names.Simple, Simple, needed) ?? ClaimEvidence.Missing(Names.Complicated, Complicated, needed);

    /// <summary>The median of values of an arm.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
