using System.Globalization;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Export;

/// <summary>The facts that a file says of the network in it, if its format has a place for them.</summary>
public static class NetworkFacts
{
    /// <summary>Run, epoch, cell, numerics, and the hash of the parameters in the run's record.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The record of the epoch after which the network is exported.</param>
    /// <param name="numerics">The arithmetic that trained it.</param>
    public static Dictionary<string, string> Of(FinishedRun run, EpochRecord epoch, string numerics) => new()
    {
        ["run"] = run.Spec.Id,
        ["epoch"] = epoch.Epoch.ToString(CultureInfo.InvariantCulture),
        ["cell"] = run.Spec.Model.Cell.RecordName,
        ["numerics"] = numerics,
        ["parametersHash"] = epoch.ParametersHash,
    };
}
