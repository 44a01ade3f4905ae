namespace RnnMemory.Cli.Outcomes;

/// <summary>This program as another process starts it.</summary>
internal static class OwnProgram
{
    /// <summary>
    /// The program's file and its first arguments. It is the built program, since the launcher might build it anew in every process.
    /// </summary>
    public static IReadOnlyList<string> Command()
    {
        string process = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [process, typeof(OwnProgram).Assembly.Location]
            : [process];
    }
}
