using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RnnMemory.Experiments;

/// <summary>
/// The part of a run's id that says in which settings it is not the paper's, e.g. "+PhaseMarker=true", so that no variant takes
/// another's folder.
/// </summary>
public static class VariantSuffix
{
    // A part of an id has at most 200 characters, and the order, sizes and learning rate need some of them.
    private const int Longest = 64;

    /// <summary>Every property that differs, in declared order, as "+Name=value"; a hash in place of what is too long to read.</summary>
    /// <param name="paper">The paper's settings.</param>
    /// <param name="actual">The settings of the run.</param>
    /// <param name="shown">Names of properties that the id shows anyway, or that choose among runs.</param>
    public static string Between<T>(T paper, T actual, params IReadOnlyCollection<string> shown)
        where T : notnull
    {
        string suffix = string.Concat(
            from property in typeof(T).GetProperties()
            where !shown.Contains(property.Name)
            let value = Text(property.GetValue(actual))
            where value != Text(property.GetValue(paper))
            select $"+{property.Name}={value}");
        return suffix.Length <= Longest
            ? suffix
            : $"+variant={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(suffix)))[..16]}";
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable list => string.Join("-", list.Cast<object?>().Select(Text)),
        double number => number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
