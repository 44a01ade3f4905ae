using System.CommandLine;
using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Progress;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Running;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Files;
using RnnMemory.Runs;
using RnnMemory.Training;
using Spectre.Console;

namespace RnnMemory.Cli.Commands;

/// <summary>
/// `rnn-memory run`: trains the missing runs, then writes tables and figures; with a manifest, the runs of one of its tasks.
/// </summary>
internal static class RunCommand
{
    private const string ManifestName = "--manifest";

    public static Command Create()
    {
        SettingsOptions settings = new();
        Option<bool> fresh = new("--fresh") { Description = $"Train again what the run store already has. {HarnessEnvironment.Fresh}=1 does the same." };
        Option<bool> ignoreRecord = new("--ignore-record") { Description = "Take nothing from expected/runs and expected/unfinished: train from the seed. Unlike --fresh, go on with what the run store has." };
        Option<bool> noFigures = new("--no-figures") { Description = "Write the tables only." };
        Option<bool> plain = new("--plain") { Description = "Plain lines instead of progress bars; the default where output is piped and where CI is set." };
        Option<string?> manifest = new(ManifestName) { Description = $"Experiments and settings of a manifest of `{Launcher.Here("submit")}`. Without --task nothing is trained: what is done is measured and shown.", HelpName = "file" };
        Option<int?> task = new("--task") { Description = "Train the runs of this task of the manifest; make no tables.", HelpName = "n" };
        Command command = new("run", "Train the missing runs of experiments and write their tables and figures. A command that was stopped goes on when it is given again.");
        settings.AddTo(command);
        command.Add(fresh);
        command.Add(ignoreRecord);
        command.Add(noFigures);
        command.Add(plain);
        command.Add(manifest);
        command.Add(task);
        command.SetAction(parsed =>
        {
            Mode mode = new()
            {
                Fresh = parsed.GetValue(fresh) || HarnessEnvironment.Current().IsOn(HarnessEnvironment.Fresh),
                IgnoreRecord = parsed.GetValue(ignoreRecord),
                WithReports = true,
                WithFigures = !parsed.GetValue(noFigures),
                Plain = parsed.GetValue(plain),
            };
            if (parsed.GetValue(manifest) is not { } file)
            {
                return parsed.GetValue(task) is null
                    ? Train(settings.Read(parsed))
                    : throw new UserError($"--task belongs to {ManifestName}; add {ManifestName} FILE.");
            }

            if (parsed.GetValue(fresh))
            {
                throw new UserError($"{ManifestName} goes on where its tasks stopped; leave out --fresh.");
            }

            // A variable of the submitting shell would make every attempt start over.
            mode = mode with { Fresh = false };

            // Side by side, the tasks of an array would each take every processor.
            int workers = settings.ReadWorkersAlone(parsed, ManifestName) ?? (parsed.GetValue(task) is null ? 0 : 1);
            ManifestRequest asked = ManifestRequest.Read(file, workers);
            return parsed.GetValue(task) is { } index
                ? ManifestRuns.Train(asked, index, part => Run(asked.Request, part, mode with { WithReports = false }))
                : ManifestRuns.Show(asked, done => Run(asked.Request, done, mode));

            int Train(Request request) => Run(request, request.Plan(), mode);
        });
        return command;
    }

    private static int Run(Request request, IReadOnlyList<PlannedExperiment> plan, Mode mode)
    {
        WritableFolder.Require(request.Artifacts);
        RunSpec[] specs = PlannedExperiment.RunsOf(plan);
        RequiredData.OpenOwn(specs);

        bool isPlain = mode.Plain || IsPlain();
        using Termination termination = new() { BeforeExit = isPlain ? null : AnsiConsole.Cursor.Show };
        RunBoard board = new(specs, request.Loaded.Settings.Workers);
        IDisplay display = isPlain ? new PlainDisplay(board) : new TerminalDisplay(board);
        RunOrigins origins = new();
        board.Ended = ended =>
        {
            origins.Add(ended.Progress);
            if (ended.Progress.Stage != RunStage.Stored)
            {
                display.Note(RunText.Of(ended, board.Names));
            }
        };
        RunStore store = request.OpenStore(display.Note, !mode.IgnoreRecord);
        if (mode.Fresh || mode.IgnoreRecord)
        {
            RequiredData.RequireToTrain(specs, mode.Fresh ? null : store, mode.Fresh ? "--fresh" : "--ignore-record");
        }

        Dictionary<string, double> stored = [], unfinished = [];
        if (!mode.Fresh)
        {
            Know(board, specs, store, stored, unfinished);
        }

        bool isSummarised = mode.WithReports && plan.Count > 1;
        if (isSummarised)
        {
            foreach (string line in new TrainingCost(specs, new RecordedRuns(RecordedRuns.Folder)).Lines(stored, unfinished))
            {
                Console.WriteLine(line);
            }
        }

        using TrainingSession session = new(
            store, board, request.Loaded.Settings.Workers, mode.Fresh, request.IsForAll, termination.Token);
        TrainingOutcome outcome = session.Outcome;
        ExperimentReporter reporter = new(request, store, origins, mode.WithFigures);

        // One after another, so that an experiment's tables are written before the next one's hours of training begin.
        foreach ((IExperiment experiment, IReadOnlyList<RunSpec> runs) in plan)
        {
            TrainingOutcome own = new(request.IsForAll);
            long start = Stopwatch.GetTimestamp();
            display.ShowUntil(session.Train(experiment, runs, request.Loaded, own));
            if (mode.WithReports)
            {
                reporter.Report(experiment, runs, own, start);
            }
        }

        bool isOver = specs.All(spec => outcome.Finished.ContainsKey(spec.Id) || outcome.WithoutData.ContainsKey(spec.Id));
        bool isStopped = termination.ExitCode != 0 && !isOver;
        outcome.ThrowIfDefect();
        if (isStopped)
        {
            // A run fails at this moment, too, if its state cannot be saved.
            string saved = outcome.FailedCount == 0 ? "; what was under way is saved" : "";
            Console.WriteLine($"Stopped with {board.View().Over - outcome.FailedCount} of {specs.Length} runs done{saved}. The same command goes on: {SameCommand.Text()}");
        }
        else if (isSummarised)
        {
            reporter.PrintSummary(outcome);
        }

        foreach (string failure in outcome.Failures)
        {
            ThisProgram.Errors.Print(failure);
        }

        if (isStopped && outcome.FailedCount == 0)
        {
            return termination.ExitCode;
        }

        return outcome.IsFine && reporter.IsFine ? ExitCodes.Fine : ExitCodes.RunFailed;
    }

    // How much of each run is in the run store, and of those under way in the repository; what is only in the record counts as nothing.
    private static void Know(
        RunBoard board, IEnumerable<RunSpec> specs, RunStore store, Dictionary<string, double> stored,
        Dictionary<string, double> unfinished)
    {
        foreach (RunSpec spec in specs)
        {
            try
            {
                RunState state = RunState.Of(spec, store);
                board.Know(spec.Id, state);
                if (!state.IsRecorded)
                {
                    stored[spec.Id] = state.IsOver ? 1 : state.Fraction;
                }
                else if (!state.IsOver)
                {
                    unfinished[spec.Id] = state.Fraction;
                }
            }
            catch (UserError)
            {
                // The run itself reports this when its turn comes; the other runs continue.
            }
        }
    }

    private static bool IsPlain() =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi || HarnessEnvironment.Current().IsSet("CI");

    private sealed record Mode
    {
        public required bool Fresh { get; init; }

        public required bool IgnoreRecord { get; init; }

        // Tables and figures when an experiment's runs are done.
        public required bool WithReports { get; init; }

        public required bool WithFigures { get; init; }

        public required bool Plain { get; init; }
    }
}
