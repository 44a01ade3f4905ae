using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>The meaning of the exit codes.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int RunFailed = 1;
    public const int AuditFailed = 1;
    public const int BadInput = ProgramErrors.BadInput;
    public const int Crash = 70;
    public const int Interrupted = 130;
    public const int Terminated = 143;

    public const string Help = """
        Exit codes: 0 fine; 1 a run failed or diverged, an audit found a difference, memory ran out, or the output
        could not be written; 2 bad input; 70 a defect of this program; 130 interrupted (Ctrl-C) and 143 terminated,
        both after saving every run.
        """;
}
