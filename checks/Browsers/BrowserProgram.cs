using RnnMemory.Basics;

namespace RnnMemory.Checks.Browsers;

/// <summary>A browser that may be installed on this machine.</summary>
/// <param name="Name">E.g. "Firefox".</param>
/// <param name="Variable">The environment variable that names its program.</param>
/// <param name="Programs">The names under which it is looked for on PATH, the preferred one first.</param>
/// <param name="Open">Opens a page: the path of its program and the page's file.</param>
internal sealed record BrowserProgram(
    string Name, string Variable, IReadOnlyList<string> Programs, Func<string, string, Task<OpenedPage>> Open)
{
    public static BrowserProgram Chromium { get; } = new(
        "Chromium",
        HarnessEnvironment.Browser,
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        async (program, file) => await ChromiumPage.OpenAsync(program, file));

    public static BrowserProgram Firefox { get; } = new(
        "Firefox",
        HarnessEnvironment.Firefox,
        ["firefox-esr", "firefox"],
        async (program, file) => await FirefoxPage.OpenAsync(program, file));

    /// <summary>Why it cannot be opened where <see cref="Find"/> gives null, and what to do about it.</summary>
    public string Missing =>
        $"{Name} is not installed (none of {string.Join(", ", Programs)} is on PATH); build/browser-tools.sh installs it on Debian and Ubuntu";

    /// <summary>The path of its program; null if it is not installed.</summary>
    /// <param name="environment">The variables of the process.</param>
    /// <exception cref="UserError">Its variable names a program that does not exist.</exception>
    public string? Find(IReadOnlyDictionary<string, string> environment)
    {
        string path = environment.GetValueOrDefault("PATH", "");
        return Named(environment) is not { } named
            ? Programs.Select(name => OnPath(name, path)).FirstOrDefault(found => found is not null)
            : OnPath(named, path) ?? throw new UserError(
                $"Environment variable {Variable} must be the path of {Name}'s program or its name on PATH, not '{named}', which is neither; " +
                $"without the variable it is looked for as {string.Join(", ", Programs)}.");
    }

    /// <summary>The program that the variable names; null if it names none.</summary>
    public string? Named(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(Variable, "") is { Length: > 0 } named ? named : null;

    private static string? OnPath(string name, string path) => name.Contains(Path.DirectorySeparatorChar)
        ? File.Exists(name) ? Path.GetFullPath(name) : null
        : path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
