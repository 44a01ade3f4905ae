using RnnMemory.Models;

namespace RnnMemory.Export;

/// <summary>
/// A cell's tensors, [rows, G·H] in this program, as other frameworks store them: [G·H, rows], with the blocks of gates in another order.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="gates">The cell's gates in the other framework's order.</param>
internal sealed class TransposedKernel(ModelSpec model, IReadOnlyList<string> gates)
{
    // For each of the other framework's G·H columns, the index of the model's column.
    private readonly int[] columns =
    [
        .. from gate in gates
           let block = model.Cell.Gates.Index().Single(own => own.Item == gate).Index
           from unit in Enumerable.Range(0, model.Hidden)
           select (block * model.Hidden) + unit,
    ];

    /// <summary>The tensor's values, transposed.</summary>
    public float[] From(TensorSpec tensor, ReadOnlySpan<float> parameters)
    {
        ReadOnlySpan<float> kernel = tensor.In(parameters);
        float[] transposed = new float[tensor.Size];
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                transposed[(column * tensor.Rows) + row] = kernel[(row * tensor.Columns) + columns[column]];
            }
        }

        return transposed;
    }

    /// <summary>The reverse of <see cref="From"/>.</summary>
    public void Restore(TensorSpec tensor, ReadOnlySpan<float> transposed, Span<float> parameters)
    {
        Span<float> kernel = tensor.In(parameters);
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                kernel[(row * tensor.Columns) + columns[column]] = transposed[(column * tensor.Rows) + row];
            }
        }
    }
}
