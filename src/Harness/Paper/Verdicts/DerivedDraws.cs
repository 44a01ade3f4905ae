using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>
/// Draws of derived numbers from what further runs could give. A member has the same draws in every number that it is part of; different
/// members are independent.
/// </summary>
/// <param name="ledger">What was registered.</param>
/// <param name="estimates">Our values.</param>
/// <param name="withCollapsing">
/// The draws in which models that may collapse take part, if they are left out here; null if they take part, with draws from their
/// recorded runs.
/// </param>
internal sealed class DerivedDraws(Ledger ledger, NumberEstimates estimates, DerivedDraws? withCollapsing = null)
{
    private readonly ConcurrentDictionary<string, double[]> plain = [];
    private readonly ConcurrentDictionary<string, double[]> sorted = [];

    /// <summary>Why there are no draws; null if there are.</summary>
    public string? Missing(PublishedNumber number)
    {
        if (number.Method == VerdictMethod.Derived)
        {
            return Members(number).Select(Missing).FirstOrDefault(reason => reason is not null);
        }

        // Recorded runs need no spread.
        NumberEstimate ours = estimates.Of(number);
        return number.Method == VerdictMethod.Collapse && ours.Seeds.Count > 0 ? null : ours.Missing;
    }

    /// <summary>Plain draws in ascending order. Only where nothing is <see cref="Missing"/>.</summary>
    public double[] Sorted(PublishedNumber number) => IsSame(number) ? withCollapsing!.Sorted(number) : sorted.GetOrAdd(number.Id, _ =>
    {
        double[] draws = [.. Plain(number)];
        Array.Sort(draws);
        return draws;
    });

    /// <summary>Draws of one number less those of another, in ascending order. Only where nothing is <see cref="Missing"/>.</summary>
    public double[] SortedDifference(PublishedNumber number, PublishedNumber other) =>
        sorted.GetOrAdd($"{number.Id} - {other.Id}", _ =>
        {
            double[] draws = Subtract(Plain(number), Plain(other));
            Array.Sort(draws);
            return draws;
        });

    /// <summary>Plain draws; the n-th ones of all numbers belong together. Only where nothing is <see cref="Missing"/>.</summary>
    public double[] Plain(PublishedNumber number) =>
        number.Method != VerdictMethod.Derived ? Draw(number)
        : IsSame(number) ? withCollapsing!.Plain(number)
        : plain.GetOrAdd(number.Id, _ => Combine(number));

    // Where no model may collapse, leaving such models out changes nothing.
    private bool IsSame(PublishedNumber number) => withCollapsing is not null && !MayCollapse(number);

    private bool MayCollapse(PublishedNumber number) => number.Method == VerdictMethod.Derived
        ? number.Of.Select(ledger.FindNumber).Any(MayCollapse)
        : number.Method == VerdictMethod.Collapse;

    // Compiled optimised at once: there are as many turns as draws.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] Combine(PublishedNumber number)
    {
        double[][] members = [.. Members(number).Select(Plain)];
        double[] draws = new double[ledger.Rule.MonteCarloDraws];
        double[] values = new double[members.Length];
        for (int draw = 0; draw < draws.Length; draw++)
        {
            for (int member = 0; member < members.Length; member++)
            {
                values[member] = members[member][draw];
            }

            draws[draw] = Formulas.Apply(number.Formula!.Value, values);
        }

        return draws;
    }

    // The draws of one number are the same wherever it takes part, so they are kept beside its estimate.
    private double[] Draw(PublishedNumber number) => estimates.Draws.GetOrAdd(number.Id, _ =>
    {
        NumberEstimate ours = estimates.Of(number);
        if (number.Method == VerdictMethod.Collapse)
        {
            return PredictiveDraws.OfRecorded(
                [.. ours.Seeds.Select(seed => seed.Value)], ledger.Rule.MonteCarloDraws, StudentVariates.Stream(number.Id));
        }

        StudentEstimate predictive = ours.Predictive!.Value;
        double[] variates = estimates.Variates.Of(number.Id, (int)predictive.Freedom);
        return [.. PredictiveDraws.OfStudent(predictive, variates).Select(place => ours.Scale.ToPlain(place))];
    });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Subtract(double[] draws, double[] others)
    {
        double[] differences = new double[draws.Length];
        for (int draw = 0; draw < differences.Length; draw++)
        {
            differences[draw] = draws[draw] - others[draw];
        }

        return differences;
    }

    private IEnumerable<PublishedNumber> Members(PublishedNumber number) =>
        number.Of.Select(ledger.FindNumber).Where(member => withCollapsing is null || member.Method != VerdictMethod.Collapse);
}
