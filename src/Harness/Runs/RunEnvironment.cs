using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using RnnMemory.Engines;

namespace RnnMemory.Runs;

/// <summary>The program and the machine that trained a run. Recorded for readers; no bit of the results depends on it.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Harness">Version of the harness and, after "+", the commit it was built from if that is known.</param>
/// <param name="Libraries">Versions of the libraries that the engine's assembly is built on.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Cpu">The processor's own name, or its architecture.</param>
/// <param name="Instructions">The vector instruction sets in use, e.g. "x64 avx512 fma".</param>
public sealed record RunEnvironment(
    string Engine,
    string Harness,
    IReadOnlyDictionary<string, string> Libraries,
    string Runtime,
    string OperatingSystem,
    string Cpu,
    string Instructions)
{
    /// <summary>The environment of this process with that engine.</summary>
    public static RunEnvironment Of(EngineEntry engine) => new(
        engine.Name,
        Version(typeof(RunEnvironment).Assembly),
        LibrariesOf(engine.Create.Method.Module.Assembly),
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        CpuName(),
        InstructionSets());

    /// <summary>Whether both describe the same program on the same kind of machine.</summary>
    internal bool IsSameAs(RunEnvironment other) =>
        this with { Libraries = other.Libraries } == other
        && Libraries.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SequenceEqual(other.Libraries.OrderBy(pair => pair.Key, StringComparer.Ordinal));

    // The SDK appends the commit to the informational version when it builds inside a git work tree.
    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static SortedDictionary<string, string> LibrariesOf(Assembly assembly) => new(
        assembly.GetReferencedAssemblies()
            .Where(name => !name.Name!.StartsWith("System.", StringComparison.Ordinal) && name.Name != "netstandard")
            .ToDictionary(name => name.Name!, name => name.Version?.ToString() ?? "unknown"),
        StringComparer.Ordinal);

    private static string CpuName()
    {
        const string Key = "model name";
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string InstructionSets()
    {
        (bool Supported, string Name)[] sets =
        [
            (Avx512F.IsSupported, "avx512"), (Avx2.IsSupported, "avx2"), (Fma.IsSupported, "fma"), (AdvSimd.IsSupported, "neon"),
        ];
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return string.Join(' ', [architecture, .. sets.Where(set => set.Supported).Select(set => set.Name)]);
    }
}
