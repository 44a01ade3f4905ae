using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Increment;

/// <summary>One row of the increment experiment.</summary>
/// <param name="Size">"KxN".</param>
/// <param name="Cell">Name of the cell.</param>
/// <param name="Order">Name of the order of digits.</param>
public sealed record IncrementRow(string Size, string Cell, string Order)
{
    /// <summary>The row that a run of the plan belongs to.</summary>
    public static IncrementRow Of(RunSpec spec)
    {
        var task = (IncrementTaskSpec)spec.Task;
        return new IncrementRow(new IncrementSize(task.Base, task.Digits).ToString(), spec.Model.Cell.Name, NameOf(task.Order));
    }

    /// <summary>The name of an order in settings, run ids and traits.</summary>
    public static string NameOf(DigitOrder order) => order.ToString().ToLowerInvariant();
}
