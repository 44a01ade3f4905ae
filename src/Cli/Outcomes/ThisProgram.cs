using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>The program's name in error messages.</summary>
internal static class ThisProgram
{
    public static ProgramErrors Errors { get; } = new(Launcher.Name);
}
