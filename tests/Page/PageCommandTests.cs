using RnnMemory.Paper.Observed;
using RnnMemory.Reports.Page;
using RnnMemory.Reports.Page.Parts;
using RnnMemory.Reports.Verdicts;
using RnnMemory.Tasks;
using RnnMemory.Tests.Experiments;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>Each command of the page trains exactly the runs that are listed above it.</summary>
public sealed class PageCommandTests
{
    [Fact]
    public void Commands_train_the_runs_that_they_stand_under_and_no_other()
    {
        HashSet<string> whatIfs =
        [
            .. from run in RecordedPages.Input.Verdicts.Observed.All
               where run.Differences.Any(difference => difference.Setting != "task.order")
               select run.Run,
        ];
        PageModel page = RecordedPages.Model;
        RunList[] lists =
        [
            .. page.Parts.SelectMany(part => part.Numbers).Select(number => number.Runs),
            .. page.Parts.SelectMany(part => part.Exhibits).Select(exhibit => exhibit.Runs),
            .. page.Claims.Select(claim => claim.Runs),
            .. page.Assumptions.Select(assumption => assumption.Runs),
        ];
        Assert.All(lists.SelectMany(list => list.Commands).Distinct(), command =>
            Assert.Contains(" --profile paper --ignore-record ", command, StringComparison.Ordinal));
        Assert.All(lists.Where(list => list.Count > 0).DistinctBy(list => string.Join(' ', Ids(list))), list => Assert.Equal(
            Ids(list).Where(id => !whatIfs.Contains(id)).Order(StringComparer.Ordinal),
            list.Commands.SelectMany(Planned.RunsOf).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Runs_with_other_settings_are_named_since_no_command_trains_them()
    {
        Dictionary<string, string> whatIfs = RecordedPages.Input.Verdicts.Observed.All
            .Where(run => run.Differences.Any(difference => difference.Setting != "task.order"))
            .ToDictionary(run => run.Run, run => string.Join(", ", run.Differences));
        RunList[] lists = [.. RecordedPages.Model.Claims.Select(claim => claim.Runs), .. RecordedPages.Model.Assumptions.Select(assumption => assumption.Runs)];

        Assert.Contains(lists, list => list.Notes.Count > 0);
        Assert.All(lists, list => Assert.Equal(
            Ids(list).Where(whatIfs.ContainsKey).Select(id => $"the runs with {whatIfs[id]}: with the settings in their spec.json").Distinct().Order(),
            list.Notes.Order()));
    }

    [Fact]
    public void Table_lists_the_runs_that_it_shows_and_no_other_of_its_experiment()
    {
        Dictionary<string, RunList> tables = RecordedPages.Model.Parts.SelectMany(part => part.Exhibits)
            .ToDictionary(exhibit => exhibit.Id, exhibit => exhibit.Runs);

        Assert.DoesNotContain(Ids(tables["latency-table2"]), id => id.Contains("flattened", StringComparison.Ordinal));
        Assert.Contains(Ids(tables["latency-table2models"]), id => id.Contains("flattened", StringComparison.Ordinal));
        Assert.All(Ids(tables["increment-figure5"]), id => Assert.Contains("/2x32/", id, StringComparison.Ordinal));
        Assert.Equal(0, tables["mnist-table1"].Count);
    }

    [Fact]
    public void Tables_are_made_again_without_training()
    {
        HashSet<string> recorded = [.. RecordedPages.Input.FinalStates.Keys];
        string[] commands = [.. RecordedPages.Input.Reports.Select(report => report.Command).Where(command => command.Length > 0)];

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Subset(recorded, Planned.RunsOf(command).ToHashSet()));
    }

    [Fact]
    public void Runs_that_are_not_all_combinations_of_some_settings_take_several_commands()
    {
        Observation[] runs =
        [
            Image(Representation.Original, 3e-5, seed: 0), Image(Representation.Original, 3e-5, seed: 1),
            Image(Representation.Original, 1e-6, seed: 0), Image(Representation.Original, 3e-5, seed: 0),
        ];

        Assert.Equal(
        [
            "run mnist --profile paper --ignore-record --set Mnist:Representations=original --set Mnist:LearningRates=3e-05 --set Seeds=0,1",
            "run mnist --profile paper --ignore-record --set Mnist:Representations=original --set Mnist:LearningRates=1e-06 --seed 0",
        ], TrainingCommands.Of(runs, command => command));
    }

    [Fact]
    public void Representations_that_are_not_permuted_are_trained_once_beside_permuted_ones()
    {
        Observation[] whole =
        [
            Image(Representation.Original, 3e-5, seed: 0), Image(Representation.OriginalPermuted, 3e-5, seed: 0, permutation: 0),
            Image(Representation.OriginalPermuted, 3e-5, seed: 0, permutation: 1),
        ];

        Assert.Single(TrainingCommands.Of(whole, command => command));
        Assert.Equal(3, TrainingCommands.Of(
            [.. whole, Image(Representation.TransposedPermuted, 3e-5, seed: 0, permutation: 0)], command => command).Count());
    }

    private static IEnumerable<string> Ids(RunList list) =>
        list.Groups.SelectMany(group => group.Seeds.Select(run => $"{group.Model}/seed-{run.Seed}"));

    private static ImageObservation Image(Representation representation, double rate, long seed, int? permutation = null) => new()
    {
        Run = $"{representation}-{permutation}@{rate}/seed-{seed}",
        Seed = seed,
        Model = new ImageModel(representation, permutation, rate),
        TestAccuracies = [],
        BestEpoch = 0,
    };
}
