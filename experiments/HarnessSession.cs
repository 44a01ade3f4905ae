using System.Collections.Concurrent;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using Xunit;

[assembly: AssemblyFixture(typeof(RnnMemory.Experiments.HarnessSession))]

namespace RnnMemory.Experiments;

/// <summary>
/// What the theories of one `dotnet test` share: the settings of the environment, one run store, one scheduler that keeps every
/// processor busy whatever the order of tests, and the comparison with expected/.
/// </summary>
public sealed class HarnessSession : IAsyncDisposable
{
    private static readonly Lazy<LoadedSettings> LoadedOnce = new(() => SettingsLoader.Load(SettingsSources.OfThisProcess(EngineCatalog.Known.Names)));

    private static readonly Lazy<RunScheduler> SchedulerOnce = new(() => new RunScheduler(
        new RunStore(Path.Combine(Artifacts, "runs"), recorded: RecordedRuns.Folder),
        EngineCatalog.Known,
        Settings.Workers,
        fresh: HarnessEnvironment.Current().IsSet(HarnessEnvironment.Fresh)));

    private static readonly ConcurrentDictionary<string, bool> Told = new(StringComparer.Ordinal);

    /// <summary>The settings that RNN_MEMORY_PROFILE and RNN_MEMORY__* give.</summary>
    /// <exception cref="UserError">A setting is wrong.</exception>
    public static HarnessSettings Settings => LoadedOnce.Value.Settings;

    /// <summary>The profile that <see cref="Settings"/> started from.</summary>
    public static string Profile => LoadedOnce.Value.Profile;

    /// <summary>Trains what is asked for and missing in the store.</summary>
    public static RunScheduler Scheduler => SchedulerOnce.Value;

    private static string Artifacts => Path.Combine(RepositoryRoot.Find(), Settings.Artifacts);

    /// <summary>
    /// A theory's rows, or under wrong settings a single one, whose test then fails with what is wrong. An exception while tests are
    /// discovered would leave `dotnet test` without a test and without a word.
    /// </summary>
    public static IReadOnlyList<T> RowsOr<T>(T placeholder, Func<IEnumerable<T>> rows)
    {
        try
        {
            return [.. rows()];
        }
        catch (UserError)
        {
            return [placeholder];
        }
    }

    /// <summary>Writes a report's files under artifacts/ and says where.</summary>
    public static void Write(Report report) => Write(SettingsNote.Add(report, LoadedOnce.Value), Path.Combine(Artifacts, report.Name));

    /// <summary>Writes a report of recorded runs of full size, on which no setting of this `dotnet test` has an effect.</summary>
    public static void WriteRecord(Report report) => Write(report, Path.Combine(Artifacts, "FullSize", report.Name));

    private static void Write(Report report, string folder)
    {
        foreach (string path in ReportWriter.Write(report, folder))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(path);
        }

        if (report.Figures.Count > 0 && FigureFont.Note is { } note)
        {
            Tell(note);
        }
    }

    /// <summary>
    /// Compares with expected/. What was accepted holds for the profile's own settings, so under others this says why there is
    /// nothing to compare.
    /// </summary>
    /// <param name="section">The section of the settings that the content depends on, besides the seed and the arithmetic.</param>
    /// <param name="contents">Snapshots and what was computed for each.</param>
    /// <exception cref="SnapshotMismatch">Something differs; all snapshots have been looked at.</exception>
    public static void Compare(string section, params IReadOnlyList<(SnapshotName Name, string Content)> contents)
    {
        string[] changes = [.. LoadedOnce.Value.Overrides.Where(change => Matters(change, section)).Select(change => $"{change.Name} = {change.Value} ({change.Source})")];
        if (changes.Length > 0)
        {
            Tell($"Not compared with expected/, which holds for profile {LoadedOnce.Value.Profile} as it is: {string.Join("; ", changes)}.");
            return;
        }

        CompareAlways(Settings.Engine, contents);
    }

    /// <summary>Compares with expected/ what depends on no setting of this `dotnet test`.</summary>
    /// <param name="engineName">The engine that computed it.</param>
    /// <param name="contents">Snapshots and what was computed for each.</param>
    /// <exception cref="SnapshotMismatch">Something differs; all snapshots have been looked at.</exception>
    public static void CompareAlways(string engineName, IReadOnlyList<(SnapshotName Name, string Content)> contents)
    {
        EngineEntry engine = EngineCatalog.Known[engineName];
        var expected = new SnapshotFolder(Path.Combine(RepositoryRoot.Find(), "expected"), SnapshotOrigin.Of(engine.Numerics, engine.Name));
        List<string> mismatches = [];
        foreach ((SnapshotName name, string content) in contents)
        {
            try
            {
                expected.Verify(name, content);
            }
            catch (SnapshotMismatch mismatch)
            {
                mismatches.Add(mismatch.Message);
            }
        }

        if (mismatches.Count > 0)
        {
            throw new SnapshotMismatch(string.Join("\n", mismatches));
        }
    }

    /// <summary>
    /// The snapshots of a figure: its plotted data, and its drawing without what depends on fonts; of pictures only the hash of their
    /// data, from which the drawing follows.
    /// </summary>
    public static IReadOnlyList<(SnapshotName Name, string Content)> SnapshotsOf(
        string experiment, Figure figure, params (string Name, string Value)[] parameters) => figure is ImageGrid grid
        ? [(SnapshotName.Of(experiment, figure.Name, "txt", parameters), FigureData.Hashes(grid))]
        :
        [
            (SnapshotName.Of(experiment, figure.Name, "txt", parameters), FigureData.Csv(figure)),
            (SnapshotName.Of(experiment, figure.Name, "svg", parameters), SvgNormaliser.WithoutText(FigureRenderer.Svg(figure))),
        ];

    /// <summary>Stops what no test waits for any more.</summary>
    public ValueTask DisposeAsync() => SchedulerOnce.IsValueCreated ? Scheduler.DisposeAsync() : ValueTask.CompletedTask;

    // In every test's output, and once where `dotnet test` shows it: as a warning.
    private static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Told.TryAdd(line, true))
        {
            TestContext.Current.AddWarning(line);
        }
    }

    private static bool Matters(SettingOverride change, string section) => change.Name switch
    {
        nameof(HarnessSettings.Seed) => true,
        nameof(HarnessSettings.Engine) => PaperSettings.EngineSuffix(Settings.Engine).Length > 0,
        _ => change.Name.StartsWith(section + ":", StringComparison.Ordinal),
    };
}
