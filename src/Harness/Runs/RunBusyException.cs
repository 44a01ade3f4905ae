namespace RnnMemory.Runs;

/// <summary>Another process is training a run. <see cref="RunScheduler"/> waits for it.</summary>
/// <param name="run">The run's id.</param>
/// <param name="owner">The other process, e.g. "process 12 on host".</param>
/// <param name="ifGone">What to do if that process does not exist any more; empty if this program would have noticed.</param>
public sealed class RunBusyException(string run, string owner, string ifGone)
    : Exception($"Run '{run}' is being trained by {owner}: wait for it or stop it.{ifGone}")
{
    /// <summary>One line for somebody who waits until the other process ends or has finished the run.</summary>
    public string Waiting { get; } = $"Run '{run}' is being trained by {owner}; waiting for it. Ctrl-C ends the waiting.{ifGone}";
}
