using System.Globalization;
using System.Runtime.InteropServices;
using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>Saves the details of an unexpected exception for developers.</summary>
internal static class CrashReport
{
    /// <summary>Writes artifacts/crash-TIME.txt, or the same file in the temporary folder if that fails, and returns its path.</summary>
    public static string Write(Exception error, string[] args)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"crash-{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}.txt");
        string text = $"""
            {Launcher.Name} {string.Join(' ', args)}
            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}

            {error}

            """;
        try
        {
            return Write(Path.Combine(RepositoryRoot.Find(), "artifacts"), name, text);
        }
        catch (Exception)
        {
            return WriteElsewhere(name, text);
        }
    }

    // If that fails too, the details go to the terminal so that they are not lost.
    private static string WriteElsewhere(string name, string text)
    {
        try
        {
            return Write(Path.GetTempPath(), name, text);
        }
        catch (Exception)
        {
            return text;
        }
    }

    private static string Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
