namespace RnnMemory.Export;

/// <summary>One tensor of an exported model.</summary>
/// <param name="Name">Its key in the file.</param>
/// <param name="Shape">Its sizes, none negative; empty for a single value.</param>
/// <param name="Values">Its values, row-major.</param>
public sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>The number of values of a shape, or -1 if an array cannot hold them or a size is negative.</summary>
    internal static int Size(IEnumerable<int> shape)
    {
        long size = 1;
        foreach (int length in shape)
        {
            size = length < 0 || size < 0 ? -1 : size * length;
            if (size > Array.MaxLength / sizeof(float))
            {
                return -1;
            }
        }

        return (int)size;
    }
}
