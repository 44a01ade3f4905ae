using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Runs;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>Records are replayed whole over several sessions, and only equal ones are logged.</summary>
public sealed class WholeReplaysTests : IDisposable
{
    private const int Epochs = 70;

    private readonly SmallRecord record = new(SmallRecord.Spec with { Id = "small/long", Epochs = Epochs });
    private readonly DirectoryInfo artifacts = Directory.CreateTempSubdirectory("rnn-memory-audits-");
    private readonly List<string> report = [];

    public void Dispose()
    {
        record.Dispose();
        artifacts.Delete(recursive: true);
    }

    private AuditLog Log => new(Path.Combine(artifacts.FullName, AuditLog.FileName));

    private RecordedRuns Records => new(record.Root);

    [Fact]
    public void Stopped_replay_continues_after_its_last_finished_epoch_and_is_logged_when_it_is_whole()
    {
        StopAfterEpoch40();
        Assert.Empty(Log.Read());

        Assert.Equal(new AuditOutcome(1, 0, Epochs - 41, 0, 0), Replay());

        Assert.StartsWith("small/long  epoch 41  equal  ", report[0]);
        Assert.EndsWith(", from the replay's last session (after epoch 40)", report[0]);
        AuditLogLine line = Assert.Single(Log.Read()).Line!;
        Assert.Equal(("small/long", 0, Epochs - 1, true, Records.ContentHash("small/long")), (line.Record, line.First, line.Last, line.FromSeed, line.Content));
        Assert.True(Log.HasWhole(Read()));
        Assert.Empty(Log.Complaints(Records));
        Assert.False(Directory.Exists(Path.Combine(artifacts.FullName, "small", "long")));
    }

    [Fact]
    public void States_on_the_way_become_part_of_the_record_and_bound_the_cost_of_any_epoch()
    {
        Replay();

        Assert.Equal(["after-0063.bin"], Directory.EnumerateFiles(record["states"]).Select(Path.GetFileName).Order());
        AuditedRun run = Read();
        Assert.Empty(run.Findings);
        Assert.All(Enumerable.Range(0, Epochs), epoch => Assert.InRange(AuditPlan.OfEpoch([run], epoch)[0].Epochs, 1, 64));
        Assert.True(record.Audit(runs => AuditPlan.OfEpoch(runs, 66)).Outcome.IsClean);
    }

    [Fact]
    public void Records_of_long_epochs_keep_a_state_twice_as_often()
    {
        RunSpec[] plan = [.. new MnistExperiment().Plan(Planned.Paper)];

        Assert.All(plan, spec => Assert.Equal(spec.Model.Inputs == 1 ? 32 : 64, ReplayProgress.Stretch(spec)));
        Assert.Equal(2, plan.Select(ReplayProgress.Stretch).Distinct().Count());
    }

    [Fact]
    public void Logged_record_whose_states_are_missing_is_replayed_again()
    {
        Replay();
        Assert.Empty(Replays(report.Add).Left([Read()]));
        File.Delete(Path.Combine(record["states"], "after-0063.bin"));

        Assert.Single(Replays(report.Add).Left([Read()]));
        Assert.Equal(new AuditOutcome(1, 0, Epochs, 0, 0), Replay());
        Assert.Empty(Replays(report.Add).Left([Read()]));
    }

    [Fact]
    public void Run_that_another_process_replays_is_skipped_and_the_others_are_replayed()
    {
        using SmallRecord other = new();
        using RunLock held = RunLock.Acquire(RunId.Folder(Path.Combine(artifacts.FullName, ".locks"), "small/long"), "small/long");

        AuditOutcome outcome = Replays(report.Add).Run([Read(), other.Read()], workers: 1, TestContext.Current.CancellationToken);

        Assert.Equal(new AuditOutcome(1, 0, SmallRecord.Epochs, 0, 0), outcome);
        Assert.Equal($"small/long  skipped: it is being replayed by {LockOwner.Current}", report[0]);
        Assert.Equal("small/seed-4", Assert.Single(Log.Read()).Line!.Record);
    }

    [Fact]
    public void Run_that_another_process_has_logged_meanwhile_is_replayed_again_only_if_it_was_named()
    {
        Replay();
        WholeReplays named = new(SmallRecord.Engines, Log, artifacts.FullName, report.Add, TimeProvider.System) { AlsoLogged = true };

        Assert.Equal(new AuditOutcome(0, 0, 0, 0, 0), Replay());
        Assert.Equal("small/long  skipped: another process has replayed it meanwhile", report[^1]);
        Assert.Equal(new AuditOutcome(1, 0, Epochs, 0, 0), named.Run([Read()], workers: 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Folder_of_artifacts_that_cannot_be_written_is_told_in_a_line()
    {
        File.WriteAllText(Path.Combine(artifacts.FullName, ".locks"), "no folder can be here");

        UserError error = Assert.Throws<UserError>(() => Replay());

        Assert.StartsWith($"Cannot keep runs in '{artifacts.FullName}': ", error.Message);
    }

    [Fact]
    public void Text_in_the_log_that_is_no_line_is_kept_and_the_replay_is_logged_when_it_is_gone()
    {
        string path = Path.Combine(artifacts.FullName, AuditLog.FileName);
        File.WriteAllText(path, "| my own remark |\n");

        UserError error = Assert.Throws<UserError>(() => Replay());

        Assert.Contains("AUDITS.md, line 1, is no line of the table. Mend or remove it", error.Message);
        Assert.Equal("| my own remark |\n", File.ReadAllText(path));
        File.Delete(path);
        Assert.Equal(new AuditOutcome(1, 0, 0, 0, 0), Replay());
        Assert.Empty(Replays(report.Add).Left([Read()]));
    }

    [Fact]
    public void Forged_state_on_the_way_is_found()
    {
        Replay();
        record.Forge(63, epoch => epoch with { Metrics = new Dictionary<string, double>(epoch.Metrics) { ["vacc"] = 0.125 } });

        Assert.Contains("after-0063.bin: vacc of this state is ", record.Audit(_ => []).Report);
    }

    [Fact]
    public void Record_that_differs_gets_no_line_and_keeps_no_state()
    {
        record.Forge(50, epoch => epoch with { Loss = epoch.Loss / 2 });

        Assert.Equal(new AuditOutcome(1, 0, 50, 1, Epochs - 51), Replay());

        Assert.Empty(Log.Read());
        Assert.False(Directory.Exists(record["states"]));
    }

    [Fact]
    public void State_without_the_lines_that_lead_to_it_is_no_progress()
    {
        StopAfterEpoch40();
        File.Delete(Path.Combine(artifacts.FullName, "small", "long", "replayed.md"));

        Assert.Equal(new AuditOutcome(1, 0, Epochs, 0, 0), Replay());
        Assert.True(Log.HasWhole(Read()));
    }

    [Theory]
    [InlineData("reached.bin", "it is no checkpoint")]
    [InlineData("replayed.md", "its lines are damaged, or the record has changed since")]
    public void Damaged_progress_is_told_and_kept_aside(string file, string damage)
    {
        StopAfterEpoch40();
        string folder = Path.Combine(artifacts.FullName, "small", "long"), damaged = Path.Combine(folder, file);
        byte[] bytes = File.ReadAllBytes(damaged);
        bytes[0] ^= 1;
        File.WriteAllBytes(damaged, bytes);
        bool isAside = false;
        WholeReplays replays = Replays(line =>
        {
            report.Add(line);
            isAside |= File.Exists(Path.Combine(folder, "reached.damaged.bin")) && File.Exists(Path.Combine(folder, "replayed.damaged.md"));
        });

        AuditOutcome outcome = replays.Run([Read()], workers: 1, TestContext.Current.CancellationToken);

        Assert.Equal(new AuditOutcome(1, 0, Epochs, 0, 0), outcome);
        Assert.Equal(
            $"small/long  the progress in '{folder}' cannot be used ({damage}); it is kept as reached.damaged.bin, replayed.damaged.md, and the run is replayed from its seed",
            report[0]);
        Assert.True(isAside);
    }

    [Fact]
    public void Progress_about_a_record_that_changed_since_is_not_used()
    {
        StopAfterEpoch40();
        record.Forge(20, epoch => epoch with { Loss = epoch.Loss / 2 });

        Assert.Equal(new AuditOutcome(1, 0, 20, 1, Epochs - 21), Replay());
    }

    [Fact]
    public void Line_about_a_record_that_changed_is_stale_and_the_record_is_replayed_again()
    {
        Replay();
        Assert.Empty(Replays(report.Add).Left([Read()]));

        record.Forge(20, epoch => epoch with { Loss = epoch.Loss / 2 });

        Assert.Single(Replays(report.Add).Left([Read()]));
        Assert.Equal(["AUDITS.md, line 9, is stale: 'small/long' has changed since it was replayed"], Log.Complaints(Records));
    }

    [Fact]
    public void Line_that_proves_nothing_is_named()
    {
        Replay();
        string path = Path.Combine(artifacts.FullName, AuditLog.FileName);
        string honest = File.ReadAllText(path), line = Log.Read()[0].Line!.ToString();

        Assert.Equal("AUDITS.md, line 9, is no line of the table", Complaint(line.Replace("0 to 69", "0 - 69", StringComparison.Ordinal)));
        Assert.Equal("AUDITS.md, line 9, is about 'small/longer', of which there is no record", Complaint(line.Replace("small/long", "small/longer", StringComparison.Ordinal)));
        Assert.Equal("AUDITS.md, line 9, is about epochs that 'small/long' does not have", Complaint(line.Replace("to 69", "to 70", StringComparison.Ordinal)));
        Assert.Equal(
            "AUDITS.md, line 9, continues a replay of 'small/long' whose part before is missing",
            Complaint(line.Replace("0 to 69 | the seed", "5 to 69 | the replayed state after epoch 4", StringComparison.Ordinal)));

        string Complaint(string forged)
        {
            File.WriteAllText(path, honest.Replace(line, forged, StringComparison.Ordinal));
            return Assert.Single(Log.Complaints(Records));
        }
    }

    [Fact]
    public void Records_logged_side_by_side_lose_no_line()
    {
        Replay();
        AuditLogLine line = Log.Read()[0].Line!;
        string[] names = [.. Enumerable.Range(0, 40).Select(number => $"small/other-{number:D2}")];

        Parallel.ForEach(names, new ParallelOptions { MaxDegreeOfParallelism = names.Length }, name =>
            Log.Replace(name, [line with { Record = name }], Path.Combine(artifacts.FullName, ".locks", "log.lock")));

        Assert.Equal(["small/long", .. names], Log.Read().Select(logged => logged.Line!.Record));
    }

    [Fact]
    public void Committed_log_is_about_records_as_they_are() =>
        Assert.Empty(new AuditLog(Path.Combine(RepositoryRoot.Find(), "expected", AuditLog.FileName)).Complaints(new RecordedRuns(RecordedRuns.Folder)));

    private AuditedRun Read() => record.Read();

    private WholeReplays Replays(Action<string> say) => new(SmallRecord.Engines, Log, artifacts.FullName, say, TimeProvider.System);

    private AuditOutcome Replay() => Replays(report.Add).Run([Read()], workers: 1, TestContext.Current.CancellationToken);

    private void StopAfterEpoch40()
    {
        using CancellationTokenSource stop = new();
        WholeReplays replays = Replays(line =>
        {
            if (line.Contains("epoch 40  equal", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => replays.Run([Read()], workers: 1, stop.Token));
    }
}
