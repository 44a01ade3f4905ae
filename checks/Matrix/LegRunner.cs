using System.Diagnostics;
using RnnMemory.Checks.Browsers;
using RnnMemory.Checks.Fingerprints;

namespace RnnMemory.Checks.Matrix;

/// <summary>Runs legs, each in its own process, and checks first the features that it saw and then its hashes.</summary>
/// <param name="expected">The committed hashes of the fingerprint.</param>
/// <param name="carried">The epochs that browsers train again; the same for all.</param>
internal sealed class LegRunner(IReadOnlyList<string> expected, IReadOnlyList<CarriedEpoch> carried)
{
    private const int Aborted = 134;
    private const int Segmentation = 139;
    private const int TimedOut = 124;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly IReadOnlyDictionary<string, string> Here = new Dictionary<string, string>(Hardware.Seen().ToDictionary())
    {
        ["libc"] = File.Exists("/lib64/ld-linux-x86-64.so.2") ? "glibc" : "other",
    };

    /// <summary>Runs one leg to its end.</summary>
    public LegResult Run(Leg leg)
    {
        if (Obstacle(leg) is { } reason)
        {
            return new LegResult(leg, null, reason, null, 0);
        }

        Stopwatch watch = Stopwatch.StartNew();
        (FingerprintText? printed, string? failure) = leg.Browser is null ? Print(leg) : BrowserRun.Print(leg.Browser, carried);
        return new LegResult(leg, printed, null, printed is null ? failure : Judge(leg, printed), watch.Elapsed.TotalSeconds);
    }

    /// <summary>The hashes that a leg must have, one line "hash  name" each.</summary>
    public IReadOnlyList<string> Expected(Leg leg) => leg.Browser is null ? expected : PageFingerprint.Recorded(carried);

    /// <summary>What is wrong with the output of a leg's process; null if nothing is wrong.</summary>
    internal string? Judge(Leg leg, FingerprintText printed) => Mistaken(leg, printed) ?? printed.FirstDifference(Expected(leg));

    /// <summary>Why a leg cannot run on this machine; null if it can.</summary>
    internal static string? Obstacle(Leg leg)
    {
        foreach ((string name, string value) in leg.Needs)
        {
            if (Here[name] != value)
            {
                return $"needs a machine with {name}: {value}; here it is {Here[name]}";
            }
        }

        return leg.Browser is null ? leg.Machine.Missing : BrowserRun.Obstacle(leg.Browser);
    }

    // A leg that does not see the features it is meant for proves nothing, so its hashes are not compared.
    private static string? Mistaken(Leg leg, FingerprintText printed)
    {
        foreach ((string name, string value) in leg.Sees)
        {
            if (printed.Seen.GetValueOrDefault(name) is var seen && seen != value)
            {
                return $"should see {name}: {value}, but sees {seen ?? "nothing"}";
            }
        }

        return leg.Changes.FirstOrDefault(name => printed.Seen.GetValueOrDefault(name) == Here[name]) is { } same
            ? $"should see another {same} than this machine's {Here[same]}"
            : null;
    }

    // What a leg's process printed, or how it failed.
    private static (FingerprintText? Printed, string? Failure) Print(Leg leg)
    {
        (int exitCode, string output, string errors) = Execute(leg);
        if (leg.Machine.Emulated && exitCode is Aborted or Segmentation)
        {
            (exitCode, output, errors) = Execute(leg);
        }

        return exitCode == 0 ? (FingerprintText.Parse(output), null) : (null, $"exit code {exitCode}: {Cause(errors)}");
    }

    private static (int ExitCode, string Output, string Errors) Execute(Leg leg)
    {
        ProcessStartInfo start =
            new(leg.Machine.Command[0], [.. leg.Machine.Command.Skip(1), typeof(LegRunner).Assembly.Location, "fingerprint", .. leg.Arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        foreach (string name in start.Environment.Keys.Where(IsSettingOfTheRuntime).ToArray())
        {
            start.Environment.Remove(name);
        }

        // The same number in all legs that do not set their own, so that legs with another number differ.
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "2";
        if (leg.Machine.Emulated)
        {
            // The runtime would write code through a second mapping of its page. The emulator does not see that write and goes on with
            // its translation of the code that was there before.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        foreach ((string name, string value) in leg.Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return (TimedOut, "", $"no end after {Patience}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }

    private static bool IsSettingOfTheRuntime(string name) =>
        new[] { "DOTNET_", "COMPlus_", "GLIBC_TUNABLES", "RNN_MEMORY" }.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    // An emulator's own last words say less than the program's.
    private static string Cause(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        return Array.Find(lines, line => line.StartsWith("Unhandled exception", StringComparison.Ordinal)) ?? lines[^1];
    }
}
