using RnnMemory.Models;

namespace RnnMemory.Engines.Simd;

/// <summary>Maps the declared order of values to the engine's padded layout.</summary>
internal sealed class ParameterLayout
{
    private readonly int[] places;

    public ParameterLayout(ModelSpec model, Shape shape) => places = [.. model.Tensors.SelectMany(tensor => Places(tensor.Name, shape))];

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

    private static IEnumerable<int> Places(string tensor, Shape s) => tensor switch
    {
        TensorNames.CellKernel => CellRows(Shape.Kernel, s.I, s),
        TensorNames.CellRecurrent => CellRows(s.Recurrent, s.H, s),
        TensorNames.CellBias => CellRows(s.Bias, 1, s),
        TensorNames.ReadoutKernel =>
            from unit in Enumerable.Range(0, s.H)
            from k in Enumerable.Range(0, s.K)
            select s.Readout + (k * s.PaddedHidden) + unit,
        TensorNames.ReadoutBias => Enumerable.Range(s.ReadoutBias, s.K),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor, "This layout has no place for the tensor."),
    };

    private static IEnumerable<int> CellRows(int offset, int rows, Shape s) =>
        from row in Enumerable.Range(0, rows)
        from gate in Enumerable.Range(0, s.G)
        from unit in Enumerable.Range(0, s.H)
        select offset + (row * s.Width) + (gate * s.PaddedHidden) + unit;
}
