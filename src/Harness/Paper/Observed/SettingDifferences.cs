using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Paper.Observed;

/// <summary>
/// Compares a run's settings with those of the paper's plan. What only says which model of the paper it is, such as the representation, is
/// no difference, unless the plan has no such value: another cell, another learning rate.
/// </summary>
/// <param name="plan">The paper's runs of one kind, at least one.</param>
internal sealed class SettingDifferences(IReadOnlyList<RunSpec> plan)
{
    private const string Absent = "absent";

    // Neither is a setting: names, and what follows from other settings.
    private static readonly HashSet<string> Named = ["id", "seed", "model.inputs", "model.classes"];

    // Settings of which the paper's plan has several values.
    private static readonly IReadOnlyDictionary<Type, string[]> Axes = new Dictionary<Type, string[]>
    {
        [typeof(ImageTaskSpec)] = ["task.representation", "task.permutation", "optimizer.learningRate"],
        [typeof(IncrementTaskSpec)] = ["task.base", "task.digits", "task.order", "model.cell"],
    };

    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> paper = [.. plan.Select(Flatten)];

    /// <summary>The differences of a run, by their paths.</summary>
    public IReadOnlyList<SettingDifference> Of(RunSpec spec)
    {
        IReadOnlyDictionary<string, string> here = Flatten(spec);
        string[] axes = Axes[spec.Task.GetType()];
        return
        [
            .. from setting in here.Keys.Concat(paper[0].Keys).Distinct().Except(Named)
               let value = here.GetValueOrDefault(setting, Absent)
               let known = paper.Select(run => run.GetValueOrDefault(setting, Absent)).Distinct()
               where axes.Contains(setting) ? !IsNamed(setting, spec) && !known.Contains(value)
                   : value != paper[0].GetValueOrDefault(setting, Absent)
               orderby setting
               select new SettingDifference(setting, string.Join(" or ", known), value),
        ];
    }

    // A further permutation is none of the authors' three, but a model of section 3.2 all the same: claims on permutations in general
    // use it.
    private static bool IsNamed(string setting, RunSpec spec) => setting == "task.permutation" && spec.Task is ImageTaskSpec;

    // Engines of the same arithmetic give the same bits; any other arithmetic is a setting that the paper's plan does not have.
    private static Dictionary<string, string> Flatten(RunSpec spec)
    {
        string numerics = EngineCatalog.Known[spec.Engine].Numerics;
        Dictionary<string, string> settings = RunIdentity.Flatten(new RunIdentity(spec, numerics, "").ToJson()["spec"]!);
        settings["numerics"] = numerics;
        return settings;
    }
}
