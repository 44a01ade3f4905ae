using System.Runtime.InteropServices;
using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>The meaning of the exit codes.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int RunFailed = 1;
    public const int AuditFailed = 1;
    public const int FingerprintDiffers = 1;
    public const int BadInput = ProgramErrors.BadInput;
    public const int Crash = 70;

    /// <summary>The exit codes after signals that stop a command: 128 and the signal's number, as in shells.</summary>
    public static IReadOnlyDictionary<PosixSignal, int> OfSignals { get; } = new Dictionary<PosixSignal, int>
    {
        [PosixSignal.SIGHUP] = 129,
        [PosixSignal.SIGINT] = 130,
        [PosixSignal.SIGQUIT] = 131,
        [PosixSignal.SIGTERM] = 143,
    };

    public const string Help = """
        Exit codes: 0 fine; 1 a run failed or diverged, an audit found a difference, a result is not the accepted
        one, memory ran out, or the output could not be written; 2 bad input; 70 a defect of this program; 129 hung
        up, 130 interrupted (Ctrl-C), 131 quit and 143 terminated, all after saving every run.
        """;
}
