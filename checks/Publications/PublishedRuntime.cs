using System.Runtime.InteropServices;
using RnnMemory.Basics;
using RnnMemory.Checks.Machines;

namespace RnnMemory.Checks.Publications;

/// <summary>An operating system and processor that publications are made for.</summary>
/// <param name="Name">As .NET names it, e.g. "linux-x64".</param>
/// <param name="NativeLibraries">The libraries that draw figures there.</param>
internal sealed record PublishedRuntime(string Name, IReadOnlyList<string> NativeLibraries)
{
    public static IReadOnlyList<PublishedRuntime> All { get; } =
    [
        new("linux-x64", ["libSkiaSharp.so", "libHarfBuzzSharp.so"]),
        new("linux-arm64", ["libSkiaSharp.so", "libHarfBuzzSharp.so"]),
        new("win-x64", ["libSkiaSharp.dll", "libHarfBuzzSharp.dll"]),
        new("osx-arm64", ["libSkiaSharp.dylib", "libHarfBuzzSharp.dylib"]),
    ];

    /// <summary>The program's file.</summary>
    public string Program => Name.StartsWith("win-", StringComparison.Ordinal) ? $"{Launcher.Name}.exe" : Launcher.Name;

    /// <summary>The machine that runs it here.</summary>
    public Machine Machine => Name == Here ? Machine.ThisWithoutRuntime
        : Name == "linux-arm64" && OperatingSystem.IsLinux() ? Machine.Arm64WithoutRuntime("neoverse-n1")
        : new Machine([], $"this machine is {Here}", Emulated: false);

    // A runtime that a distribution has built names the distribution too.
    private static string Here
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>The one of that name.</summary>
    /// <exception cref="UserError">There is none, or no name was given.</exception>
    public static PublishedRuntime Named(string? name) => name is null
        ? throw new UserError($"publish: name what to publish for, one of {string.Join(", ", All.Select(runtime => runtime.Name))}.")
        : All.FirstOrDefault(runtime => runtime.Name == name) ?? throw UserError.Unknown("runtime", name, All.Select(runtime => runtime.Name));
}
