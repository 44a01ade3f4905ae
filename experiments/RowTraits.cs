using Xunit;
using Xunit.v3;

namespace RnnMemory.Experiments;

/// <summary>Gives rows of theories the traits that filters choose by.</summary>
internal static class RowTraits
{
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
