using System.Collections;

namespace RnnMemory.Basics;

/// <summary>The environment variables that the harness reads; all start with RNN_MEMORY_.</summary>
public static class HarnessEnvironment
{
    /// <summary>Prefix of the variables that are settings, e.g. RNN_MEMORY__Increment__Epochs.</summary>
    public const string SettingPrefix = "RNN_MEMORY__";

    /// <summary>The folder with data sets.</summary>
    public const string Data = "RNN_MEMORY_DATA";

    /// <summary>Set to 1, forbids downloads.</summary>
    public const string Offline = "RNN_MEMORY_OFFLINE";

    /// <summary>The profile of `dotnet test`.</summary>
    public const string Profile = "RNN_MEMORY_PROFILE";

    /// <summary>When set, no diff tool is opened for a snapshot that differs.</summary>
    public const string NoDiff = "RNN_MEMORY_NO_DIFF";

    /// <summary>When set, `dotnet test` trains stored runs again.</summary>
    public const string Fresh = "RNN_MEMORY_FRESH";

    /// <summary>Prefix of every variable of the harness.</summary>
    internal const string Prefix = "RNN_MEMORY_";

    /// <summary>Every variable of this process.</summary>
    public static IReadOnlyDictionary<string, string> Current() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");

    /// <summary>Whether a variable has a value that is not empty, "0" or "false".</summary>
    public static bool IsSet(this IReadOnlyDictionary<string, string> variables, string name) =>
        variables.TryGetValue(name, out string? value) && value.Length > 0 && value != "0"
        && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
