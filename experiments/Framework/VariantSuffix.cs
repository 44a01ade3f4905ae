using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using RnnMemory.Files;

namespace RnnMemory.Experiments.Framework;

/// <summary>
/// The part of a run's id that names the settings that differ from the paper's, e.g. "+PhaseMarker=true", so that every variant has its
/// own folder.
/// </summary>
public static class VariantSuffix
{
    // A part of an id has at most 200 characters, some of which the order, sizes and learning rate need.
    private const int Longest = 64;

    // A plan asks for the same two records once for every seed.
    private static readonly ConditionalWeakTable<object, KeyValuePair<string, string>[]> Known = [];

    /// <summary>
    /// Every property that differs, in declared order, as "+Name=value"; a value that is too long is replaced by a hash. A dictionary
    /// from names to numbers counts as one property for each of its entries, e.g. "+Rho=0.8".
    /// </summary>
    /// <param name="paper">The paper's settings.</param>
    /// <param name="actual">The settings of the run.</param>
    /// <param name="shown">
    /// Names of properties to leave out: those that the id shows anyway, that choose among runs, or that have no effect.
    /// </param>
    public static string Between<T>(T paper, T actual, params IReadOnlyCollection<string> shown)
        where T : notnull
    {
        Dictionary<string, string> papers = Texts(paper).ToDictionary();
        string suffix = string.Concat(
            from setting in Texts(actual)
            where !shown.Contains(setting.Key) && papers.GetValueOrDefault(setting.Key) != setting.Value
            select $"+{setting.Key}={setting.Value}");
        return suffix.Length <= Longest
            ? suffix
            : $"+variant={Sha256Text.Of(suffix)[..16]}";
    }

    private static KeyValuePair<string, string>[] Texts<T>(T settings)
        where T : notnull => Known.GetValue(settings, _ =>
        [
            .. from property in typeof(T).GetProperties()
               let value = property.GetValue(settings)
               from text in value is IReadOnlyDictionary<string, double> entries
                   ? entries.Select(entry => KeyValuePair.Create(entry.Key, Text(entry.Value)))
                   : [KeyValuePair.Create(property.Name, Text(value))]
               select text,
        ]);

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
