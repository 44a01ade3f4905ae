using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Running;

/// <summary>Finds out before anything is trained whether the data sets are there that runs cannot do without.</summary>
internal static class RequiredData
{
    /// <summary>
    /// Opens every data set of the user's own: without its content its hash is unknown. What is wrong with it ends the command.
    /// </summary>
    /// <exception cref="UserError">A data set is missing or wrong.</exception>
    public static void OpenOwn(IEnumerable<RunSpec> specs)
    {
        foreach (RunSpec spec in specs.Where(spec => spec.Task.DataHash is null).DistinctBy(spec => spec.Task))
        {
            _ = spec.Task.Open(spec.Seed);
        }
    }

    /// <summary>
    /// Requires the data sets of all runs that must be trained because an option leaves the record or the run store out: whoever gives it
    /// wants the runs to be trained, not left out. A set that is not on this machine is downloaded.
    /// </summary>
    /// <param name="specs">The planned runs.</param>
    /// <param name="store">The store in which finished runs count; null if none does.</param>
    /// <param name="option">The option, for the message.</param>
    /// <exception cref="UserError">A data set is missing and cannot be downloaded.</exception>
    public static void RequireToTrain(IReadOnlyList<RunSpec> specs, RunStore? store, string option)
    {
        RunSpec[] lacking =
        [
            .. specs.Where(spec => spec.Task.DataHash is not null && !spec.Task.IsDataAtHand())
                .Where(spec => store?.Find(RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine])) is null),
        ];
        foreach (RunSpec spec in lacking.Take(1))
        {
            try
            {
                _ = spec.Task.Open(spec.Seed);
            }
            catch (UserError missing)
            {
                throw new UserError($"{option} trains {lacking.Length} runs whose data set is missing. {missing.Message}", missing);
            }
        }
    }
}
