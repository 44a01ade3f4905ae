using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>How `rnn-memory` signs what it tells its user.</summary>
internal static class ThisProgram
{
    public static ProgramErrors Errors { get; } = new("rnn-memory");
}
