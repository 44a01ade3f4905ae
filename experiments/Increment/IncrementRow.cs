using System.Globalization;
using System.Text.Json;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Increment;

/// <summary>One row of the increment experiment.</summary>
/// <param name="Size">"KxN".</param>
/// <param name="Cell">Name of the cell.</param>
/// <param name="Order">Name of the order of digits.</param>
/// <param name="Permutation">Number of the permutation of a complicated order; null if the seed or the settings give it.</param>
public sealed record IncrementRow(string Size, string Cell, string Order, int? Permutation = null)
{
    /// <summary>The order and the number of its permutation, e.g. "complicated-3".</summary>
    public string OrderName => Permutation is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Order}-{number}") : Order;

    /// <summary>The row that a run of the plan belongs to.</summary>
    public static IncrementRow Of(RunSpec spec)
    {
        var task = (IncrementTaskSpec)spec.Task;
        string size = new IncrementSize(task.Base, task.Digits).ToString();
        return new IncrementRow(size, spec.Model.Cell.Name, NameOf(task.Order), task.DrawnPermutation);
    }

    /// <summary>The name of an order in settings, run ids and traits, e.g. "complicated-lowest-first".</summary>
    public static string NameOf(DigitOrder order) => JsonNamingPolicy.KebabCaseLower.ConvertName(order.ToString());

    /// <summary>The order of that name, which must be one that <see cref="NameOf"/> gives.</summary>
    public static DigitOrder OrderOf(string name) => Enum.GetValues<DigitOrder>().First(order => NameOf(order) == name);
}
