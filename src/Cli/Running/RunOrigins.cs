using RnnMemory.Training;

namespace RnnMemory.Cli.Running;

/// <summary>Where the runs of this command came from: trained now, read from the record or from the run store. For many threads.</summary>
internal sealed class RunOrigins
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RunStage> stages = new(StringComparer.Ordinal);
    private readonly HashSet<string> counted = new(StringComparer.Ordinal);

    /// <summary>Takes the last report of a run.</summary>
    public void Add(RunProgress ended)
    {
        lock (gate)
        {
            stages[ended.RunId] = ended.Stage;
        }
    }

    /// <summary>
    /// How many of an experiment's runs were trained by this command, and how many were read from the record. What an earlier experiment
    /// of this command has trained, a later one reads from the run store.
    /// </summary>
    /// <param name="ids">Its finished runs.</param>
    public (int Trained, int Recorded) Count(IEnumerable<string> ids)
    {
        lock (gate)
        {
            int trained = 0, recorded = 0;
            foreach (string id in ids)
            {
                RunStage stage = stages.GetValueOrDefault(id, RunStage.Stored);
                trained += stage is RunStage.Trained or RunStage.Diverged && counted.Add(id) ? 1 : 0;
                recorded += stage == RunStage.Recorded ? 1 : 0;
            }

            return (trained, recorded);
        }
    }
}
