using System.Collections.Concurrent;
using System.Reflection;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

[assembly: AssemblyFixture(typeof(RnnMemory.Experiments.Theories.HarnessSession))]

namespace RnnMemory.Experiments.Theories;

/// <summary>
/// State shared by the theories of one `dotnet test`: the settings from the environment, one run store, one scheduler that keeps every
/// processor busy whatever the order of tests, and the comparison with expected/.
/// </summary>
public sealed class HarnessSession : IAsyncDisposable
{
    private static readonly Lazy<LoadedSettings> LoadedOnce =
        new(() => SettingsLoader.Load(SettingsSources.OfThisProcess(EngineCatalog.Known.Names, Sections)));

    private static readonly Lazy<LoadedSettings> PaperOnce =
        new(() => SettingsLoader.Load(SettingsSources.OfThePaper(EngineCatalog.Known.Names, Sections)));

    private static readonly Lazy<RunScheduler> SchedulerOnce = new(() => new RunScheduler(
        new RunStore(Path.Combine(Artifacts, "runs"), recorded: RecordedRuns.Folder, unfinished: new UnfinishedRuns(UnfinishedRuns.Folder)),
        EngineCatalog.Known,
        Settings.Workers,
        fresh: HarnessEnvironment.Current().IsOn(HarnessEnvironment.Fresh)));

    // A separate store, in which nothing is trained: runs in the run store must not replace recorded ones.
    private static readonly Lazy<RunStore> RecordStore = new(() => new RunStore(Path.Combine(Artifacts, "recorded"), recorded: RecordedRuns.Folder));

    private static readonly Lazy<RunScheduler> RecordSchedulerOnce =
        new(() => new RunScheduler(RecordStore.Value, EngineCatalog.Known, Settings.Workers));

    private static readonly ConcurrentDictionary<string, bool> Recorded = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, bool> Told = new(StringComparer.Ordinal);

    private readonly EndOfTests end = new(StopRuns);

    /// <summary>Every experiment of this assembly.</summary>
    public static IReadOnlyList<IExperiment> Experiments { get; } =
        typeof(HarnessSession).Assembly.GetCustomAttribute<CatalogueAttribute>()!.Experiments;

    /// <summary>The settings that RNN_MEMORY_PROFILE and RNN_MEMORY__* give.</summary>
    /// <exception cref="UserError">A setting is wrong.</exception>
    public static LoadedSettings Loaded => LoadedOnce.Value;

    /// <summary>The paper's settings, whatever the environment says.</summary>
    public static LoadedSettings Paper => PaperOnce.Value;

    /// <inheritdoc cref="Loaded"/>
    public static HarnessSettings Settings => Loaded.Settings;

    /// <summary>Trains and measures the requested runs that the store lacks.</summary>
    public static RunScheduler Scheduler => SchedulerOnce.Value;

    private static string Artifacts => Path.Combine(RepositoryRoot.Find(), Settings.Artifacts);

    private static IReadOnlyList<SettingsSection> Sections =>
        [.. Experiments.Select(experiment => experiment.Section).DistinctBy(section => section.Name)];

    /// <summary>
    /// A theory's rows; under wrong settings a single row, whose test fails with the error. An exception during test discovery would
    /// leave `dotnet test` without tests and without a message.
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

    /// <summary>
    /// A run with its measures. If the run must be trained or measured but its data set is missing, the test is skipped under the quick
    /// profile; at the paper's size that is an error.
    /// </summary>
    public static Task<MeasuredRun> Get(RunSpec spec, IReadOnlyList<Measure> measures) =>
        OrSkip(spec, Loaded.Profile == SettingsLoader.Quick, Scheduler.Get(spec, measures));

    /// <summary>Whether a run is recorded in the repository and valid.</summary>
    public static bool IsRecorded(RunSpec spec) =>
        Recorded.GetOrAdd(spec.Id, _ => RecordStore.Value.Find(RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine])) is not null);

    /// <summary>A recorded run with its measures; measures that are not recorded are computed, which needs the data set.</summary>
    public static Task<MeasuredRun> GetRecorded(RunSpec spec, IReadOnlyList<Measure> measures) =>
        OrSkip(spec, true, RecordSchedulerOnce.Value.Get(spec, measures));

    /// <summary>Writes a report's files under artifacts/ and reports their folder.</summary>
    public static void Write(Report report) => Write(SettingsNote.Add(report, Loaded), Path.Combine(Artifacts, report.Name));

    /// <summary>Writes a report of recorded full-size runs, which no setting of this `dotnet test` affects.</summary>
    public static void WriteRecord(Report report) => Write(report, Path.Combine(Artifacts, "FullSize", report.Name));

    /// <summary>
    /// Compares with expected/. Snapshots hold for the profile's own settings; under other settings, this reports why nothing is
    /// compared.
    /// </summary>
    /// <param name="section">The section of the settings that the content depends on, besides the seed and the arithmetic.</param>
    /// <param name="contents">Snapshots, each with its computed content.</param>
    /// <exception cref="SnapshotMismatch">A snapshot differs; all snapshots have been compared.</exception>
    public static void Compare(string section, IReadOnlyList<(SnapshotName Name, string Content)> contents)
    {
        IReadOnlyList<string> changes = RelevantSettings.ChangedFor(section, Loaded);
        if (changes.Count > 0)
        {
            Tell($"Not compared with expected/, which holds for profile {Loaded.Profile} as it is: {string.Join("; ", changes)}.");
            return;
        }

        CompareAlways(Settings.Engine, contents);
    }

    /// <summary>Compares with expected/ what depends on no setting of this `dotnet test`.</summary>
    /// <param name="engineName">The engine that computed it.</param>
    /// <param name="contents">Snapshots, each with its computed content.</param>
    /// <exception cref="SnapshotMismatch">A snapshot differs; all snapshots have been compared.</exception>
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

    /// <summary>Stops what no test waits for any more.</summary>
    public async ValueTask DisposeAsync()
    {
        end.Dispose();
        await StopRuns();
    }

    private static async Task StopRuns()
    {
        foreach (Lazy<RunScheduler> scheduler in new[] { SchedulerOnce, RecordSchedulerOnce }.Where(scheduler => scheduler.IsValueCreated))
        {
            await scheduler.Value.DisposeAsync();
        }
    }

    private static async Task<MeasuredRun> OrSkip(RunSpec spec, bool skip, Task<MeasuredRun> run)
    {
        try
        {
            return await run;
        }
        catch (UserError missing) when (skip && !spec.Task.IsDataAtHand())
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }

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

    // In every test's output, and once where `dotnet test` shows it: as a warning.
    private static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Told.TryAdd(line, true))
        {
            TestContext.Current.AddWarning(line);
        }
    }
}
