using System.Globalization;

namespace RnnMemory.Checks.Kills;

/// <summary>What happened to the killed processes.</summary>
internal sealed class KillReport
{
    /// <summary>Number of SIGKILLs that hit a running process.</summary>
    public int Kills { get; set; }

    /// <summary>Number of SIGKILLs that interrupted the replacement of a file.</summary>
    public int WithinWrite { get; set; }

    /// <summary>Number of SIGTERMs and SIGINTs that hit a running process.</summary>
    public int Stops { get; set; }

    /// <summary>Longest time from a SIGTERM or SIGINT to the end of the process.</summary>
    public TimeSpan SlowestStop { get; set; }

    /// <summary>Number of commands that ended in spite of these signals and were compared.</summary>
    public int Compared { get; set; }

    /// <summary>Files compared in all.</summary>
    public int Files { get; set; }

    /// <summary>What was wrong, one line each.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The closing line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kills} kills ({WithinWrite} within a write) and {Stops} stops (the slowest took {SlowestStop.TotalSeconds:0.00} s) survived, {Compared} results of {Files} files in all compared with uninterrupted ones: {Wrong.Count} wrong");
}
