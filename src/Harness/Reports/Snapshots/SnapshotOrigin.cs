using System.Runtime.InteropServices;
using System.Text.Json;
using RnnMemory.Files;

namespace RnnMemory.Reports.Snapshots;

/// <summary>The environment that made the content of a snapshot.</summary>
/// <param name="Numerics">Version of the arithmetic, as engines state it.</param>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Runtime">E.g. ".NET 10.0.1".</param>
/// <param name="Platform">E.g. "Linux X64".</param>
public sealed record SnapshotOrigin(string Numerics, string Engine, string Runtime, string Platform)
{
    /// <summary>The environment of this process with that engine.</summary>
    public static SnapshotOrigin Of(string numerics, string engine) =>
        new(numerics, engine, RuntimeInformation.FrameworkDescription, $"{SystemName()} {RuntimeInformation.ProcessArchitecture}");

    /// <summary>Whether both promise the same arithmetic by the same engine; the machine may differ.</summary>
    public bool HasArithmeticOf(SnapshotOrigin other) => Numerics == other.Numerics && Engine == other.Engine;

    /// <inheritdoc/>
    public override string ToString() => $"numerics {Numerics}; engine {Engine}; {Runtime}; {Platform}";

    /// <summary>Parses the output of <see cref="ToString"/>; null if the text is something else.</summary>
    internal static SnapshotOrigin? Parse(string text) =>
        text.Split("; ") is [var numerics, var engine, var runtime, var platform]
        && numerics.StartsWith("numerics ", StringComparison.Ordinal) && engine.StartsWith("engine ", StringComparison.Ordinal)
            ? new SnapshotOrigin(numerics["numerics ".Length..], engine["engine ".Length..], runtime, platform)
            : null;

    internal void Write(string path) => TextFile.Write(path, JsonSerializer.Serialize(this) + "\n");

    /// <summary>Reads the file; null if it is missing or unreadable.</summary>
    internal static SnapshotOrigin? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<SnapshotOrigin>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string SystemName() =>
        OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : OperatingSystem.IsLinux() ? "Linux" : "other";
}
