using RnnMemory.Tasks;

namespace RnnMemory.Paper.Observed;

/// <summary>A trained network of section 3.1.</summary>
public sealed record IncrementObservation : Observation
{
    /// <summary>What was trained.</summary>
    public required IncrementModel Model { get; init; }

    /// <summary>The four accuracies on the whole hold-out after the last epoch, by their names in <see cref="IncrementMetrics"/>.</summary>
    public required IReadOnlyDictionary<string, double> Final { get; init; }

    /// <summary>Right digits of x + 1 at each point of the curve, with the number of updates.</summary>
    public required IReadOnlyList<(long Updates, double Value)> Curve { get; init; }

    /// <summary>The same accuracies of an answer that repeats the number.</summary>
    public required IReadOnlyDictionary<string, double> Copying { get; init; }

    /// <summary>The same accuracies of an answer that adds one without a carry.</summary>
    public required IReadOnlyDictionary<string, double> WithoutCarry { get; init; }

    /// <summary>Whether it ended no better than copying on the same hold-out; false if it diverged.</summary>
    public bool IsStuck { get; init; }

    /// <summary>Hidden units that live after the last update; null in records without diagnostics.</summary>
    public int? LiveUnits { get; init; }

    /// <summary>Mean over the curve's points: the area under it.</summary>
    public double Area => Curve.Average(point => point.Value);

    /// <summary>The better of copying and adding without a carry, in right digits of x + 1.</summary>
    public double Floor => Math.Max(Copying[IncrementMetrics.SecondHalf], WithoutCarry[IncrementMetrics.SecondHalf]);

    /// <summary>The updates at the first point of at least that value; one more than were made if none has it.</summary>
    public long UpdatesTo(double value)
    {
        foreach ((long updates, double reached) in Curve)
        {
            if (reached >= value)
            {
                return updates;
            }
        }

        return Curve[^1].Updates + 1;
    }

    /// <summary>The value at the last point at or before that many updates.</summary>
    public double After(long updates) => Curve.Last(point => point.Updates <= updates).Value;
}

/// <summary>A model of section 3.1, whatever its seed.</summary>
/// <param name="Size">K and N.</param>
/// <param name="Cell">Name of the cell, e.g. "gru".</param>
/// <param name="Order">The order of digits.</param>
public sealed record IncrementModel(IncrementSize Size, string Cell, DigitOrder Order)
{
    /// <summary>E.g. "2x32/gru/simple".</summary>
    public string Name => $"{Size}/{Cell}/{Order.ToString().ToLowerInvariant()}";
}
