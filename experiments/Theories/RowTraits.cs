using RnnMemory.Experiments.Framework;
using Xunit;

namespace RnnMemory.Experiments.Theories;

/// <summary>The traits of theories' rows, for test filters.</summary>
internal static class RowTraits
{
    /// <summary>The trait that names the item of a row.</summary>
    public const string Item = "Item";

    /// <summary>The traits of an item's row: its name as Table or Figure, unless the item says otherwise.</summary>
    public static IReadOnlyDictionary<string, string> Of(Item item)
    {
        Dictionary<string, string> traits = new(item.Traits) { [Item] = item.Name };
        traits.TryAdd(item.Kind.ToString(), item.Name);
        return traits;
    }

    /// <summary>The row, with these traits added.</summary>
    public static T WithTraits<T>(this T row, IReadOnlyDictionary<string, string> traits)
        where T : TheoryDataRowBase
    {
        foreach ((string name, string value) in traits)
        {
            row.Traits.Add(name, [value]);
        }

        return row;
    }
}
