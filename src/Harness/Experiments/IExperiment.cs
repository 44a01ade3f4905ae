using RnnMemory.Basics;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>
/// One experiment of the paper: which models it trains and what it shows of them. It knows nothing of how runs are
/// scheduled, stored or compared with snapshots.
/// </summary>
public interface IExperiment
{
    /// <summary>The name on the command line and in test filters, e.g. "Increment".</summary>
    string Name { get; }

    /// <summary>One line for lists.</summary>
    string Description { get; }

    /// <summary>The models to train under these settings.</summary>
    /// <exception cref="UserError">A setting is impossible.</exception>
    IReadOnlyList<RunSpec> Plan(HarnessSettings settings);

    /// <summary>Tables and figures of the finished runs of <see cref="Plan"/>, in its order.</summary>
    Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs);
}
