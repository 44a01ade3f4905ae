using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// Copies a matrix into panels of two vectors, row by row within a panel: the order in which
/// <see cref="MatrixProduct{TLanes,TVector}"/> walks it. Done once per minibatch, since weights change only there.
/// </summary>
internal static unsafe class Packing<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>From one row of a panel to the next.</summary>
    public static int PanelRow => 2 * TLanes.Count;

    /// <summary>A buffer for a packed matrix of that many rows and vectors.</summary>
    public static AlignedBuffer<float> Buffer(int rows, int vectors) => new((vectors + 1) / 2 * rows * PanelRow);

    /// <summary>Packs <paramref name="rows"/> rows of <paramref name="vectors"/> vectors.</summary>
    public static void Pack(float* source, int sourceRow, int rows, int vectors, float* target)
    {
        for (int v = 0; v < vectors; v++)
        {
            float* from = source + (v * TLanes.Count);
            float* to = target + PanelOffset(v, rows);
            for (int row = 0; row < rows; row++)
            {
                TLanes.Store(to + (row * PanelRow), TLanes.Load(from + ((nint)row * sourceRow)));
            }
        }
    }

    /// <summary>
    /// Packs the transpose of a matrix of <paramref name="vectors"/> · lanes rows: its columns, a multiple of four,
    /// become the packed rows.
    /// </summary>
    public static void PackTransposed(float* source, int sourceRow, int columns, int vectors, float* target)
    {
        for (int v = 0; v < vectors; v++)
        {
            float* from = source + ((nint)v * TLanes.Count * sourceRow);
            float* to = target + PanelOffset(v, columns);
            for (int column = 0; column < columns; column += Shape.TransposedColumns)
            {
                TLanes.TransposeFour(from + column, sourceRow, to + (column * PanelRow), PanelRow);
            }
        }
    }

    private static nint PanelOffset(int vector, int rows) =>
        ((nint)(vector / 2) * rows * PanelRow) + (vector % 2 * TLanes.Count);
}
