using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>The settings among the environment variables of a process.</summary>
internal static class EnvironmentSettings
{
    // Variables of the harness that are not settings.
    private static readonly string[] Others =
    [
        HarnessEnvironment.Data, HarnessEnvironment.Profile, HarnessEnvironment.Browser, HarnessEnvironment.Firefox,
        .. HarnessEnvironment.Switches,
    ];

    /// <summary>The settings, in the order of the variables' names.</summary>
    /// <exception cref="UserError">
    /// A variable starts with RNN_MEMORY_ and is neither a setting nor known otherwise, or a switch is neither on nor off.
    /// </exception>
    public static IEnumerable<SettingAssignment> Read(IReadOnlyDictionary<string, string> variables)
    {
        foreach (string known in HarnessEnvironment.Switches)
        {
            _ = variables.IsOn(known);
        }

        foreach ((string name, string value) in variables.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(HarnessEnvironment.SettingPrefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return new SettingAssignment(name[HarnessEnvironment.SettingPrefix.Length..], [value], $"environment variable {name}");
            }
            else if (name.StartsWith(HarnessEnvironment.Prefix, StringComparison.OrdinalIgnoreCase) && !Others.Contains(name))
            {
                throw new UserError(
                    $"Unknown environment variable '{name}': settings start with {HarnessEnvironment.SettingPrefix} (two underscores); " +
                    $"known besides: {string.Join(", ", Others)}.");
            }
        }
    }
}
