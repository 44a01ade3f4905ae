using System.Diagnostics;
using RnnMemory.Checks.Browsers;
using RnnMemory.Checks.Machines;
using RnnMemory.Fingerprints;

namespace RnnMemory.Checks.Matrix;

/// <summary>Runs legs, each in its own process, and checks first the features that it saw and then its hashes.</summary>
/// <param name="expected">The committed hashes of the fingerprint.</param>
/// <param name="carried">The epochs that browsers train again; the same for all.</param>
internal sealed class LegRunner(IReadOnlyList<string> expected, IReadOnlyList<CarriedEpoch> carried)
{
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
        // The same number in all legs that do not set their own, so that legs with another number differ.
        Dictionary<string, string> environment = new() { ["DOTNET_PROCESSOR_COUNT"] = "2" };
        foreach ((string name, string value) in leg.Environment)
        {
            environment[name] = value;
        }

        (int exitCode, string output, string errors) =
            CleanProcess.Run(leg.Machine, [BuiltProgram.Dll, "fingerprint", .. leg.Arguments], environment);
        return exitCode == 0 ? (FingerprintText.Parse(output), null) : (null, $"exit code {exitCode}: {CleanProcess.Cause(errors)}");
    }
}
