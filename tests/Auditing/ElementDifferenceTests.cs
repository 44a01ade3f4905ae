using CsCheck;
using RnnMemory.Auditing;
using RnnMemory.Models;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

public class ElementDifferenceTests
{
    private static readonly RunSpec Spec = SmallRecord.Spec with
    {
        Model = new() { Cell = Cell.Lstm, Inputs = 3, Hidden = 4, Classes = 5, Readout = Readout.LastStep },
        Optimizer = new() { Optimizer = Adam.Instance, LearningRate = 0.1 },
    };

    private static readonly ModelSpec Model = Spec.Model;

    [Fact]
    public void First_of_any_changed_values_is_named_by_tensor_row_and_column()
    {
        int values = 3 * Model.ParameterCount;
        Gen.Int[0, values - 1].HashSet[1, 5].Sample(changed =>
        {
            TrainingState first = Random(), second = first.Copy();
            foreach (int index in changed)
            {
                float[] values = second.Slots.Prepend(second.Parameters).ElementAt(index / Model.ParameterCount);
                values[index % Model.ParameterCount] = float.BitDecrement(values[index % Model.ParameterCount]);
            }

            ElementDifference found = ElementDifference.Between(Spec, first, second)!;

            TensorSpec tensor = Model.Tensors.Single(t => found.Tensor.EndsWith(t.Name, StringComparison.Ordinal));
            int array = found.Tensor == tensor.Name ? 0 : found.Tensor.StartsWith("m of ", StringComparison.Ordinal) ? 1 : 2;
            Assert.Equal(changed.Min(), (array * Model.ParameterCount) + tensor.Start + (found.Row * tensor.Columns) + found.Column);
            Assert.Equal((changed.Count, values), (found.Count, found.Of));
            Assert.Equal(found.Second, float.BitDecrement(found.First));
        });
    }

    [Fact]
    public void Zeros_of_other_sign_differ_and_not_numbers_of_other_bits_do_not()
    {
        TrainingState first = Random(), zero = first.Copy(), other = first.Copy();
        (first.Parameters[3], zero.Parameters[3], other.Parameters[3]) = (0f, -0f, 0f);
        (first.Parameters[4], zero.Parameters[4], other.Parameters[4]) = (float.NaN, float.NaN, BitConverter.UInt32BitsToSingle(0x7fc00001));

        Assert.Equal(("cell/kernel", 3), (ElementDifference.Between(Spec, first, zero)!.Tensor, ElementDifference.Between(Spec, first, zero)!.Index));
        Assert.Null(ElementDifference.Between(Spec, first, other));
    }

    private static TrainingState Random() => new(
        Numbers(0.37f), [Numbers(0.11f), Numbers(0.19f)]);

    private static float[] Numbers(float step) => [.. Enumerable.Range(1, Model.ParameterCount).Select(i => i * step)];
}
