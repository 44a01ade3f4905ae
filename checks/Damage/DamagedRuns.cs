using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Checks.Damage;

/// <summary>Damages the files of a run, one bit or one length at a time, and checks what is still accepted.</summary>
/// <param name="told">Gets a line for each file that has been checked.</param>
internal sealed class DamagedRuns(Action<string> told) : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("rnn-memory-damage-");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DamageReport report = new();
    private FinishedRun expected = null!;
    private float[] last = null!;
    private float[] best = null!;

    private string Folder => Path.Combine(root.FullName, "runs", Path.Combine(SmallRun.Spec.Id.Split('/')));

    /// <summary>Damages a finished run and an unfinished one.</summary>
    /// <param name="everyBit">Flips only every n-th bit.</param>
    /// <param name="everyResume">Trains the unfinished run to its end only after every n-th damage.</param>
    public DamageReport Try(int everyBit, int everyResume)
    {
        expected = SmallRun.Train(Store());
        last = TrainedParameters.Of(expected, KeptEpoch.Last, SmallRun.Identity);
        best = TrainedParameters.Of(expected, KeptEpoch.Best, SmallRun.Identity);
        Dictionary<string, byte[]> finished = SmallRun.FilesOf(Folder);
        Directory.Delete(root.FullName, recursive: true);
        Dictionary<string, byte[]> unfinished = SmallRun.Unfinished(Store(), Folder);

        Restore(finished);
        new ForgedRecords(Path.Combine(root.FullName, "runs")).Try(report);

        Each("finished", finished, everyBit, (name, count) =>
        {
            LookAtFinished(name);
            if (count % everyResume == 0)
            {
                Measure(name);
                Restore(finished);
            }
        });
        Each("unfinished", unfinished, everyBit, (name, count) =>
        {
            LookAtUnfinished(name);
            if (count % everyResume == 0)
            {
                Resume(name);
                Restore(unfinished);
            }
        });
        return report;
    }

    public void Dispose() => root.Delete(recursive: true);

    private void Each(string state, Dictionary<string, byte[]> files, int everyBit, Action<string, int> look)
    {
        Restore(files);
        int count = 0;
        foreach ((string file, byte[] content) in files.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            string path = Path.Combine(Folder, file);
            for (int bit = 0; bit < 8 * content.Length; bit += everyBit)
            {
                byte[] flipped = [.. content];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(path, flipped);
                report.Bits++;
                look($"{state} run, {file}, bit {bit % 8} of byte {bit / 8} flipped", count++);
            }

            for (int length = 0; length < content.Length; length += everyBit)
            {
                File.WriteAllBytes(path, content[..length]);
                report.Cuts++;
                look($"{state} run, {file} cut to {length} of {content.Length} bytes", count++);
            }

            Remove();
            report.Removed++;
            look($"{state} run, {file} removed", 0);
            if (!OperatingSystem.IsWindows())
            {
                Replaced(SpecialFile.Pipe, "a pipe");
                Replaced(SpecialFile.Device, "a device");
            }

            Replaced(path => Directory.CreateDirectory(path), "a folder");

            File.WriteAllBytes(path, content);
            told($"{state} run, {file}, {content.Length} bytes: {report}");

            void Replaced(Action<string> make, string kind)
            {
                Remove();
                make(path);
                report.Replaced++;
                string damage = $"{state} run, {file} replaced by {kind}";
                InTime(() => look(damage, count++), damage);

                // After it was trained on, the run has other files again.
                Remove();
            }

            void Remove()
            {
                if (Directory.Exists(path))
                {
                    Directory.Delete(path);
                }
                else
                {
                    File.Delete(path);
                }
            }
        }
    }

    // A reader that waits for a writer of a pipe cannot be interrupted, only left behind.
    private static void InTime(Action look, string damage)
    {
        Task looking = Task.Factory.StartNew(look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!looking.Wait(Patience))
        {
            throw new TimeoutException($"{damage}: no end after {Patience}");
        }
    }

    private void Restore(Dictionary<string, byte[]> files)
    {
        if (Directory.Exists(root.FullName))
        {
            Directory.Delete(root.FullName, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        foreach ((string file, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(Folder, file), content);
        }
    }

    private void LookAtFinished(string damage)
    {
        bool noticed = true;
        if (Store().Find(SmallRun.Identity) is { } found)
        {
            Check(Bits(found.Epochs) == Bits(expected.Epochs), damage, "other records are believed");
            noticed = IsRefused(() => TrainedParameters.Of(found, KeptEpoch.Last, SmallRun.Identity), last, damage)
                | IsRefused(() => TrainedParameters.Of(found, KeptEpoch.Best, SmallRun.Identity), best, damage);
        }

        report.Noticed += noticed ? 1 : 0;
    }

    private bool IsRefused(Func<float[]> read, float[] parameters, string damage)
    {
        try
        {
            Check(read().AsSpan().SequenceEqual(parameters), damage, "other parameters are believed");
            return false;
        }
        catch (UserError)
        {
            return true;
        }
    }

    // The state that `status` shows.
    private void LookAtUnfinished(string damage)
    {
        Check(Store().Find(SmallRun.Identity) is null, damage, "it counts as finished");
        RunPosition? reached = Store().Reached(SmallRun.Identity, SmallRun.UpdatesPerEpoch);
        report.Noticed += (reached?.Epoch, reached?.Update) == SmallRun.Stop ? 0 : 1;
        EpochRecord[] record = reached?.Last is { } shown ? [shown] : [];
        Check(
            reached is null || (reached.Epoch <= SmallRun.Stop.Epoch
                && Bits(record) == Bits(expected.Epochs.Take(reached.Epoch).TakeLast(1))),
            damage,
            "a wrong position or record is shown");
    }

    private void Resume(string damage)
    {
        FinishedRun run = SmallRun.Train(Store());
        Check(Bits(run.Epochs) == Bits(expected.Epochs), damage, "it was trained on to other records");
        Check(!IsRefused(() => TrainedParameters.Of(run, KeptEpoch.Last, SmallRun.Identity), last, damage), damage, "its last state is lost");
        Check(!IsRefused(() => TrainedParameters.Of(run, KeptEpoch.Best, SmallRun.Identity), best, damage), damage, "its best state is lost");
        report.Resumed++;
    }

    // What `run` does for a table whose values are not stored: it opens the states, and trains those again that are lost.
    private void Measure(string damage)
    {
        ParametersMeasure measure = new();
        MeasuredRun measured = SmallRun.Measure(Store(), measure);
        Check(Bits(measured.Run.Epochs) == Bits(expected.Epochs), damage, "it was measured with other records");
        Check(measured.Of(measure, KeptEpoch.Last) == TrainingHashes.OfParameters(last), damage, "another last state was measured");
        Check(measured.Of(measure, KeptEpoch.Best) == TrainingHashes.OfParameters(best), damage, "another best state was measured");
        report.Measured++;
    }

    // A new store each time, since a store remembers its notices; the notices are not checked here.
    private RunStore Store() => new(Path.Combine(root.FullName, "runs"), _ => { });

    private void Check(bool holds, string damage, string complaint)
    {
        if (!holds)
        {
            report.Wrong.Add($"{damage}: {complaint}");
        }
    }

    private static string Bits(IEnumerable<EpochRecord> records) =>
        string.Join('\n', records.Select(record => JsonSerializer.Serialize(record with { Seconds = 0 })));
}
