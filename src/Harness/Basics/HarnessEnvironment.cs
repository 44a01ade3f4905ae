using System.Collections;

namespace RnnMemory.Basics;

/// <summary>The environment variables that the harness reads; all start with RNN_MEMORY_.</summary>
public static class HarnessEnvironment
{
    /// <summary>Prefix of the variables that are settings, e.g. RNN_MEMORY__Increment__Epochs.</summary>
    public const string SettingPrefix = "RNN_MEMORY__";

    /// <summary>The folder with data sets.</summary>
    public const string Data = "RNN_MEMORY_DATA";

    /// <summary>A switch (<see cref="IsOn"/>) that forbids downloads.</summary>
    public const string Offline = "RNN_MEMORY_OFFLINE";

    /// <summary>The profile of `dotnet test`, and of the command line without --profile.</summary>
    public const string Profile = "RNN_MEMORY_PROFILE";

    /// <summary>A switch: no diff tool is opened for a snapshot that differs.</summary>
    public const string NoDiff = "RNN_MEMORY_NO_DIFF";

    /// <summary>A switch: `dotnet test` and `rnn-memory run` train stored runs again.</summary>
    public const string Fresh = "RNN_MEMORY_FRESH";

    /// <summary>
    /// The program, by path or by name on PATH, in which tests and matrix open the page: Chromium or a browser that is built on it.
    /// </summary>
    public const string Browser = "RNN_MEMORY_BROWSER";

    /// <summary>As <see cref="Browser"/>, for Firefox.</summary>
    public const string Firefox = "RNN_MEMORY_FIREFOX";

    /// <summary>Prefix of every variable of the harness.</summary>
    internal const string Prefix = "RNN_MEMORY_";

    private static readonly string[] On = ["1", "true", "yes", "on"];

    private static readonly string[] Off = ["0", "false", "no", "off"];

    /// <summary>The variables that switch something on or off.</summary>
    public static IReadOnlyList<string> Switches { get; } = [Offline, NoDiff, Fresh];

    /// <summary>Every variable of this process.</summary>
    public static IReadOnlyDictionary<string, string> Current() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");

    /// <summary>
    /// Whether one of <see cref="Switches"/> is on: 1, true, yes or on, in any case. Without the variable, or if it is empty, it is off.
    /// </summary>
    /// <exception cref="UserError">The variable has another value.</exception>
    public static bool IsOn(this IReadOnlyDictionary<string, string> variables, string name)
    {
        string value = variables.GetValueOrDefault(name, "").Trim();
        return On.Contains(value, StringComparer.OrdinalIgnoreCase)
            || (value.Length > 0 && !Off.Contains(value, StringComparer.OrdinalIgnoreCase)
                ? throw new UserError(
                    $"Environment variable {name} must be {string.Join(", ", On)} or {string.Join(", ", Off)}, not '{value}'.")
                : false);
    }

    /// <summary>Whether another program's variable has a value that is not empty, "0" or "false".</summary>
    public static bool IsSet(this IReadOnlyDictionary<string, string> variables, string name) =>
        variables.TryGetValue(name, out string? value) && value.Length > 0 && value != "0"
        && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
