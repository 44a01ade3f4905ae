using RnnMemory.Basics;
using RnnMemory.Checks.Browsers;

namespace RnnMemory.Tests.Page;

/// <summary>Tests of the page run in a browser where CI is set or the browser's variable names it: they take a minute and a half.</summary>
internal static class TestedBrowser
{
    /// <summary>The path of the program in which the tests run; null if they are to be skipped.</summary>
    /// <exception cref="UserError">The browser's variable names a program that does not exist.</exception>
    public static string? Find(BrowserProgram browser, IReadOnlyDictionary<string, string> environment) =>
        environment.IsSet("CI") || browser.Named(environment) is not null ? browser.Find(environment) : null;

    /// <summary>Why tests are skipped, and what to do about it.</summary>
    public static string WhyNone(BrowserProgram browser) =>
        $"No {browser.Name} is started here: set {browser.Variable} to its program's path or name, or CI where one of " +
        $"{string.Join(", ", browser.Programs)} is on PATH; build/browser-tools.sh installs it on Debian and Ubuntu.";
}
