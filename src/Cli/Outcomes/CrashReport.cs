using System.Globalization;
using System.Runtime.InteropServices;
using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>Keeps what a developer needs of an exception that nobody expected.</summary>
internal static class CrashReport
{
    /// <summary>Writes artifacts/crash-TIME.txt, or into the temporary folder if that fails, and returns its path.</summary>
    public static string Write(Exception error, string[] args)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"crash-{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}.txt");
        string text = $"""
            rnn-memory {string.Join(' ', args)}
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

    // Where not even that works, for whatever reason, the details go to the terminal: better there than lost.
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
