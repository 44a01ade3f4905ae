using RnnMemory.Engines;
using RnnMemory.Tasks;

namespace RnnMemory.Runs;

/// <summary>A finished run whose data and states are opened when a measure first asks for them. To be used by one thread.</summary>
internal sealed class OpenRun(FinishedRun run, EngineEntry engine) : IDisposable
{
    private ITask? task;
    private (string ParametersHash, KeptState State)? opened;

    /// <summary>The run's task.</summary>
    /// <exception cref="Basics.UserError">The task's data is missing.</exception>
    public ITask Task => task ??= run.Spec.Task.Open(run.Spec.Seed);

    /// <summary>The kept state with these parameters. A different state that was opened before is closed.</summary>
    /// <exception cref="Basics.UserError">The checkpoint or the data are missing or damaged.</exception>
    public KeptState State(string parametersHash)
    {
        if (opened is { } last && last.ParametersHash == parametersHash)
        {
            return last.State;
        }

        Dispose();
        KeptEpoch epoch = Enum.GetValues<KeptEpoch>().First(kept => run.Kept(kept)?.ParametersHash == parametersHash);
        KeptState state = new(run, epoch, engine, Task);
        opened = (parametersHash, state);
        return state;
    }

    public void Dispose()
    {
        opened?.State.Dispose();
        opened = null;
    }
}
