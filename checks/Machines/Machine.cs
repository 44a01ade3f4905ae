using RnnMemory.Basics;

namespace RnnMemory.Checks.Machines;

/// <summary>The machine that runs a program: this one or an emulated one.</summary>
/// <param name="Command">Program and first arguments; the .dll and its own arguments follow, or without a runtime a program and its own.</param>
/// <param name="Missing">Why it cannot be used here, and what to do about it; null if it can.</param>
/// <param name="Emulated">Whether an emulator is used, which may itself crash.</param>
internal sealed record Machine(IReadOnlyList<string> Command, string? Missing, bool Emulated)
{
    private const string ArmLibraries = "/usr/aarch64-linux-gnu";
    private const string Install = "build/matrix-tools.sh installs it on Debian and Ubuntu";

    public static Machine This { get; } = new([DotnetHost], null, Emulated: false);

    /// <summary>This machine, for programs that bring their runtime along.</summary>
    public static Machine ThisWithoutRuntime { get; } = This with { Command = [] };

    /// <summary>An x86-64 processor of that model.</summary>
    public static Machine X64(string model)
    {
        string? emulator = OnPath("qemu-x86_64");
        return new Machine(
            [emulator ?? "", "-cpu", model, DotnetHost],
            emulator is null ? $"qemu-x86_64 is not installed; {Install}" : null,
            Emulated: true);
    }

    /// <summary>A 64-bit ARM processor of that model, with the files built here under its own runtime.</summary>
    public static Machine Arm64(string model)
    {
        string host = Path.Combine(RepositoryRoot.Find(), "build", "arm64", "bin", "Release", "net10.0", "linux-arm64", "arm64-host");
        Machine machine = Arm64WithoutRuntime(model);
        return machine with
        {
            Command = [.. machine.Command, host],
            Missing = machine.Missing ?? (File.Exists(host) ? null : $"the ARM64 runtime in build/arm64 is not built; {Install}"),
        };
    }

    /// <summary>The same for programs that bring their runtime along.</summary>
    public static Machine Arm64WithoutRuntime(string model)
    {
        string cryptography = Path.Combine(RepositoryRoot.Find(), "artifacts", "tools", "arm64", "usr", "lib", "aarch64-linux-gnu");
        string? emulator = OnPath("qemu-aarch64");
        string? missing =
            emulator is null ? "qemu-aarch64 is not installed"
            : !Directory.Exists(ArmLibraries) ? $"{ArmLibraries} with the C library for ARM64 is missing"
            : !File.Exists(Path.Combine(cryptography, "libssl.so.3")) ? $"libssl.so.3 for ARM64 is not in {cryptography}"
            : null;
        return new Machine(
            [emulator ?? "", "-cpu", model, "-L", ArmLibraries, "-E", $"LD_LIBRARY_PATH={cryptography}"],
            missing is null ? null : $"{missing}; {Install}",
            Emulated: true);
    }

    // The host of the runtime that this process runs on, whatever PATH says.
    private static string DotnetHost
    {
        get
        {
            string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        }
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
