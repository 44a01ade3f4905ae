using System.CommandLine;
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

/// <summary>`rnn-memory run`: trains the missing runs, then writes tables and figures.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        SettingsOptions settings = new();
        Option<bool> fresh = new("--fresh") { Description = $"Train again what the run store already has. {HarnessEnvironment.Fresh}=1 does the same." };
        Option<bool> ignoreRecord = new("--ignore-record") { Description = "Train what is recorded in expected/runs instead of reading it. Unlike --fresh, it goes on where it stopped." };
        Option<bool> noFigures = new("--no-figures") { Description = "Write the tables only." };
        Option<bool> plain = new("--plain") { Description = "Plain lines instead of progress bars; the default where output is piped and where CI is set." };
        Command command = new("run", "Train the missing runs of experiments and write their tables and figures. A command that was stopped goes on when it is given again.");
        settings.AddTo(command);
        command.Add(fresh);
        command.Add(ignoreRecord);
        command.Add(noFigures);
        command.Add(plain);
        command.SetAction(parsed =>
        {
            Request request = settings.Read(parsed);
            bool again = parsed.GetValue(fresh) || HarnessEnvironment.Current().IsOn(HarnessEnvironment.Fresh);
            return Run(request, again, parsed.GetValue(ignoreRecord), !parsed.GetValue(noFigures), parsed.GetValue(plain));
        });
        return command;
    }

    private static int Run(Request request, bool fresh, bool ignoreRecord, bool withFigures, bool plain)
    {
        IReadOnlyList<(IExperiment Experiment, IReadOnlyList<RunSpec> Runs)> plan = request.Plan();
        WritableFolder.Require(request.Artifacts);
        RunSpec[] specs = [.. plan.SelectMany(entry => entry.Runs).DistinctBy(spec => spec.Id)];

        // The user's own data sets are input: what is wrong with them ends the command before anything is trained.
        foreach (RunSpec spec in specs.Where(spec => spec.Task.DataHash is null).DistinctBy(spec => spec.Task))
        {
            _ = spec.Task.Open(spec.Seed);
        }

        bool isPlain = plain || IsPlain();
        using Termination termination = new() { BeforeExit = isPlain ? null : AnsiConsole.Cursor.Show };
        RunBoard board = new(specs, request.Loaded.Settings.Workers);
        IDisplay display = isPlain ? new PlainDisplay(board) : new TerminalDisplay(board);
        board.Ended = ended =>
        {
            if (ended.Progress.Stage != RunStage.Stored)
            {
                display.Note(RunText.Of(ended, board.Names));
            }
        };
        RunStore store = request.OpenStore(display.Note, !ignoreRecord);
        if (!fresh)
        {
            Know(board, specs, store);
        }

        using TrainingSession session = new(store, board, request.Loaded.Settings.Workers, fresh, termination.Token);
        TrainingOutcome outcome = session.Outcome;

        bool isReported = true;

        // One after another, so that an experiment's tables are written before the next one's hours of training begin.
        foreach ((IExperiment experiment, IReadOnlyList<RunSpec> runs) in plan)
        {
            display.ShowUntil(session.Train(experiment, runs, request.Loaded));
            if (runs.All(run => outcome.Finished.ContainsKey(run.Id)))
            {
                isReported &= Report(request, experiment, [.. runs.Select(run => outcome.Finished[run.Id])], withFigures);
            }
        }

        if (termination.ExitCode != 0 && outcome.Finished.Count < specs.Length)
        {
            Console.WriteLine($"Stopped with {board.View().Over} of {specs.Length} runs done; what was under way is saved. The same command goes on: {SameCommand.Text()}");
            return termination.ExitCode;
        }

        outcome.ThrowIfDefect();
        foreach (string failure in outcome.Failures)
        {
            ThisProgram.Errors.Print(failure);
        }

        return outcome.IsFine && isReported ? ExitCodes.Fine : ExitCodes.RunFailed;
    }

    // If a report fails, because of a full disk or a damaged state, the next experiment must still be trained.
    private static bool Report(Request request, IExperiment experiment, IReadOnlyList<MeasuredRun> runs, bool withFigures)
    {
        try
        {
            ReportPrinter.Print(request, experiment, runs, withFigures);
            return true;
        }
        catch (UserError error)
        {
            ThisProgram.Errors.Print(error.Message);
            return false;
        }
        catch (Exception error) when (OutOfMemory.IsCauseOf(error))
        {
            ThisProgram.Errors.Print($"{experiment.Name}: {OutOfMemory.Message}");
            return false;
        }
    }

    private static void Know(RunBoard board, IEnumerable<RunSpec> specs, RunStore store)
    {
        foreach (RunSpec spec in specs)
        {
            try
            {
                board.Know(spec.Id, RunState.Of(spec, store));
            }
            catch (UserError)
            {
                // The run itself reports this when its turn comes; the other runs continue.
            }
        }
    }

    private static bool IsPlain() =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi || HarnessEnvironment.Current().IsSet("CI");
}
