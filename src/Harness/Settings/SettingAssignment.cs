using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>One setting given by a source that overrides the profile; not yet checked.</summary>
/// <param name="Name">The setting's path; ':', '.' and '__' are equivalent separators, and case does not matter.</param>
/// <param name="Values">The value: a list's elements, or the list as one text with commas; null for JSON's null.</param>
/// <param name="Source">Where it was given, for messages, e.g. "--set" or "mine.json line 3".</param>
public sealed record SettingAssignment(string Name, IReadOnlyList<string>? Values, string Source)
{
    /// <summary>Reads "Key=Value".</summary>
    /// <exception cref="UserError">There is no '=', or nothing before it.</exception>
    public static SettingAssignment Parse(string text, string source)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new SettingAssignment(text[..equals].Trim(), [text[(equals + 1)..].Trim()], source)
            : throw new UserError($"{source} '{text}': expected Key=Value, e.g. Increment:Epochs=3.");
    }
}
