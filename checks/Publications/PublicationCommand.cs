using System.CommandLine;
using RnnMemory.Checks.Outcomes;
using RnnMemory.Reports;

namespace RnnMemory.Checks.Publications;

/// <summary>`publication`: publishes, and tries what was published where no repository and no .NET SDK is.</summary>
internal static class PublicationCommand
{
    public static Command Create()
    {
        Option<string[]> only = new("--runtime") { Description = "Only these runtimes.", AllowMultipleArgumentsPerToken = true };
        Command command = new("publication", "Publish for every runtime, and run each program where no repository and no .NET SDK is.") { only };
        command.SetAction(parsed => Run([.. Chosen(parsed.GetValue(only) ?? [])]));
        return command;
    }

    private static IEnumerable<PublishedRuntime> Chosen(string[] names) =>
        names.Length == 0 ? PublishedRuntime.All : names.Select(PublishedRuntime.Named);

    private static int Run(IReadOnlyList<PublishedRuntime> runtimes)
    {
        using PublicationTrial trial = new();
        PublicationResult[] results = [.. runtimes.Select(trial.Of)];
        Console.Write(TableFormat.Text(AsTable(results)));
        int wrong = results.Count(result => result.Wrong is not null);
        int notRun = results.Count(result => result.NotRun is not null);
        Console.WriteLine($"{results.Length} published; {results.Length - notRun} run outside of the repository, {notRun} not run; {wrong} wrong");
        return wrong == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }

    private static Table AsTable(IReadOnlyList<PublicationResult> results) => Table.Of<PublicationResult>(
        "publication",
        "Publications, and what their programs did outside of the repository",
        results,
        [
            new("runtime", result => result.Runtime.Name),
            new("MB", result => result.Megabytes, "F0"),
            new("published in s", result => result.PublishSeconds, "F1"),
            new("fingerprint", result => result.NotRun is null ? result.Fingerprint : "not run"),
            new("equal files of a run", result => result.EqualFiles),
            new("run in s", result => result.RunSeconds, "F1"),
            new("outcome", result => result.Wrong is null ? "fine" : "WRONG"),
        ],
        results.Where(result => (result.Wrong ?? result.NotRun) is not null)
            .Select(result => $"{result.Runtime.Name}: {result.Wrong ?? $"not run: {result.NotRun}"}"));
}
