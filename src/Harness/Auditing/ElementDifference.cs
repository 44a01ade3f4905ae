using System.Globalization;
using System.Runtime.InteropServices;
using RnnMemory.Models;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// The first value in which two training states differ, in declared order: all parameters, then each of the optimiser's slots
/// that both have.
/// </summary>
/// <param name="Tensor">E.g. "cell/recurrent", or "accumulators of cell/recurrent".</param>
/// <param name="Row">Row of the element.</param>
/// <param name="Column">Column of the element.</param>
/// <param name="Index">Index of the element within its tensor, row-major.</param>
/// <param name="First">Its value in the first state.</param>
/// <param name="Second">Its value in the second state.</param>
/// <param name="Count">The number of values that differ.</param>
/// <param name="Of">The number of values of a state.</param>
public sealed record ElementDifference(string Tensor, int Row, int Column, int Index, float First, float Second, int Count, int Of)
{
    /// <summary>Compares to the last bit, except that all NaNs count as equal. Null if nothing differs.</summary>
    public static ElementDifference? Between(RunSpec spec, TrainingState first, TrainingState second)
    {
        (string Prefix, float[] First, float[] Second)[] arrays =
        [
            ("", first.Parameters, second.Parameters),
            .. spec.Optimizer.Optimizer.Slots.Zip(first.Slots, second.Slots).Select(slot => ($"{slot.First} of ", slot.Second, slot.Third)),
        ];
        int of = arrays.Sum(array => array.First.Length);
        int count = 0;
        ElementDifference? found = null;
        foreach ((string prefix, float[] one, float[] other) in arrays)
        {
            count += CountDifferent(one, other, out int index);
            found ??= index < 0 ? null : At(spec.Model, prefix, index, one, other, count, of);
        }

        return found is null ? null : found with { Count = count };
    }

    /// <summary>Both values with their bits, labelled with the names of the two states.</summary>
    public string Describe(string first, string second) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Tensor} [{Row}, {Column}] (element {Index}): {first} {Text(First)}, {second} {Text(Second)}; {Count:N0} of {Of:N0} values differ");

    private static ElementDifference At(ModelSpec model, string prefix, int index, float[] first, float[] second, int count, int of)
    {
        TensorSpec tensor = model.Tensors.Last(tensor => tensor.Start <= index);
        int element = index - tensor.Start;
        return new ElementDifference(
            prefix + tensor.Name, element / tensor.Columns, element % tensor.Columns, element, first[index], second[index], count, of);
    }

    private static int CountDifferent(float[] first, float[] second, out int firstIndex)
    {
        firstIndex = -1;
        if (MemoryMarshal.AsBytes<float>(first).SequenceEqual(MemoryMarshal.AsBytes<float>(second)))
        {
            return 0;
        }

        int count = 0;
        for (int i = first.Length - 1; i >= 0; i--)
        {
            if (BitConverter.SingleToUInt32Bits(first[i]) != BitConverter.SingleToUInt32Bits(second[i])
                && !(float.IsNaN(first[i]) && float.IsNaN(second[i])))
            {
                (firstIndex, count) = (i, count + 1);
            }
        }

        return count;
    }

    private static string Text(float value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:R} (0x{BitConverter.SingleToUInt32Bits(value):x8})");
}
