namespace RnnMemory.Runs;

/// <summary>Another process is training a run. <see cref="RunScheduler"/> waits for it.</summary>
public sealed class RunBusyException : Exception
{
    /// <summary>The run was busy when it was to be opened.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="owner">The other process, e.g. "process 12 on host".</param>
    /// <param name="ifGone">What to do if that process does not exist any more; empty if this program would have noticed.</param>
    public RunBusyException(string run, string owner, string ifGone)
        : base($"Run '{run}' is being trained by {owner}: wait for it or stop it.{ifGone}") =>
        Waiting = $"Run '{run}' is being trained by {owner}; waiting for it. Ctrl-C ends the waiting.{ifGone}";

    private RunBusyException(string takenOver)
        : base(takenOver) => Waiting = takenOver;

    /// <summary>One line for somebody who waits until the other process ends or has finished the run.</summary>
    public string Waiting { get; }

    /// <summary>The run was taken over while this process was training it.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="owner">The other process; null if it has released the run already.</param>
    /// <param name="mine">This process's token.</param>
    /// <param name="theirs">The other's token.</param>
    internal static RunBusyException TakenOver(string run, string? owner, int mine, int theirs) => new(
        $"Run '{run}' was taken over by {owner ?? "another process"} while this process gave no sign of life (token {theirs}, here {mine}): nothing more is written from here; waiting for the other.");
}
