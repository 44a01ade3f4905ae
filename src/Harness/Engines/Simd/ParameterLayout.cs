namespace RnnMemory.Engines.Simd;

/// <summary>Where each value of the declared order lies in the engine's padded layout.</summary>
internal sealed class ParameterLayout
{
    private readonly int[] places;

    public ParameterLayout(Shape shape) => places = [.. Places(shape)];

    /// <summary>Declared order to padded layout; the padding stays as it is.</summary>
    public void Import(ReadOnlySpan<float> declared, Span<float> padded)
    {
        for (int i = 0; i < places.Length; i++)
        {
            padded[places[i]] = declared[i];
        }
    }

    /// <summary>Padded layout to declared order.</summary>
    public void Export(ReadOnlySpan<float> padded, Span<float> declared)
    {
        for (int i = 0; i < places.Length; i++)
        {
            declared[i] = padded[places[i]];
        }
    }

    private static IEnumerable<int> Places(Shape s)
    {
        IEnumerable<int> CellRows(int offset, int rows) =>
            from row in Enumerable.Range(0, rows)
            from gate in Enumerable.Range(0, s.G)
            from unit in Enumerable.Range(0, s.H)
            select offset + (row * s.Width) + (gate * s.PaddedHidden) + unit;

        IEnumerable<int> readout =
            from unit in Enumerable.Range(0, s.H)
            from k in Enumerable.Range(0, s.K)
            select s.Readout + (k * s.PaddedHidden) + unit;

        return CellRows(0, s.I)
            .Concat(CellRows(s.Recurrent, s.H))
            .Concat(CellRows(s.Bias, 1))
            .Concat(readout)
            .Concat(Enumerable.Range(s.ReadoutBias, s.K));
    }
}
