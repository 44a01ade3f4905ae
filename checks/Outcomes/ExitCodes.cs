namespace RnnMemory.Checks.Outcomes;

/// <summary>The meaning of the exit codes; bad input is <see cref="Basics.ProgramErrors.BadInput"/>.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int Wrong = 1;
}
