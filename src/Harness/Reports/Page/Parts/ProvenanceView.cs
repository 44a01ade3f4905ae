using System.Globalization;
using RnnMemory.Paper;
using RnnMemory.Reports.Verdicts;
using RnnMemory.Runs;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>Environment and provenance.</summary>
/// <param name="Facts">Name and value.</param>
/// <param name="Machines">The programs and machines that trained the runs.</param>
/// <param name="Registrations">What was registered, when and why.</param>
/// <param name="Runs">Every recorded run.</param>
internal sealed record ProvenanceView(IReadOnlyList<Fact> Facts, TableView Machines, TableView Registrations, RunList Runs)
{
    private const int CommitDigits = 10;

    public static ProvenanceView Of(PageInput input)
    {
        RecordProvenance provenance = input.Provenance;
        return new ProvenanceView(
            [
                new("Recorded runs", string.Join(" ", VerdictOverview.Counts(input.Verdicts).Take(1))),
                .. provenance.Last is { } last
                    ? new Fact[]
                    {
                        new("Last runs recorded", $"{last.Time}: {last.Reason}"),
                        new("Commit that recorded them", last.Commit),
                        new("Recorded by", last.Environment),
                    }
                    : [],
                new("Version of the arithmetic", string.Join(", ", provenance.Numerics)),
                new("Rule registered", DateOf(input.Ledger, "verdict-rule.json")),
                new("Published numbers registered", DateOf(input.Ledger, "published.json")),
            ],
            MachinesOf(provenance),
            TableView.Of(
                "What was registered before it was tested, with every change",
                ["file", "day", "what", "why", "SHA-256"],
                [
                    .. from file in input.Ledger.Registrations
                       from change in file.Changes
                       select (IReadOnlyList<string>)[file.File, Day(change.Date), change.What, change.Why, change.Sha256[..12]],
                ],
                []),
            RunList.Of(input.FinalStates.Keys, input));
    }

    private static TableView MachinesOf(RecordProvenance provenance)
    {
        var kinds =
            from run in provenance.TrainedBy
            from machine in run.By.Select(KindOf).Distinct()
            group run.Run by machine into kind
            orderby kind.Count() descending, kind.Key.Cpu, kind.Key.Harness
            select kind;
        return TableView.Of(
            "The programs and machines that trained the runs; a run that was resumed counts for each",
            ["processor", "instructions", "engine", "runtime", "system", "program", "runs"],
            [
                .. kinds.Select(kind => (IReadOnlyList<string>)
                [
                    kind.Key.Cpu, kind.Key.Instructions, kind.Key.Engine, kind.Key.Runtime, kind.Key.System, kind.Key.Harness,
                    kind.Count().ToString(CultureInfo.InvariantCulture),
                ]),
            ],
            ["No bit of a run depends on any of this; it is recorded for readers."]);
    }

    private static (string Cpu, string Instructions, string Engine, string Runtime, string System, string Harness) KindOf(
        RunEnvironment by) =>
        (by.Cpu, by.Instructions, by.Engine, by.Runtime, by.OperatingSystem, Shorten(by.Harness));

    // "1.0.0+5bdbe79199d1..." has the commit that the program was built from.
    private static string Shorten(string harness) =>
        harness.IndexOf('+') is var plus and >= 0 && harness.Length > plus + 1 + CommitDigits
            ? harness[..(plus + 1 + CommitDigits)] : harness;

    private static string DateOf(Ledger ledger, string file)
    {
        IReadOnlyList<RegisteredChange> changes = ledger.Registrations.Single(registration => registration.File == file).Changes;
        return string.Create(CultureInfo.InvariantCulture, $"{Day(changes[0].Date)}; changes since: {changes.Count - 1}, the last on {Day(changes[^1].Date)}");
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A fact with its name.</summary>
internal sealed record Fact(string Name, string Value);
