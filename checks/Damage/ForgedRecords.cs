using System.Text;
using System.Text.Json.Nodes;
using RnnMemory.Auditing;
using RnnMemory.Engines;
using RnnMemory.Files;
using RnnMemory.Runs;

namespace RnnMemory.Checks.Damage;

/// <summary>
/// Changes each number and each hash of a finished run's record, corrects every mark and checksum, and checks that an audit finds it; the
/// same for a state that says that training rests from there on.
/// </summary>
/// <param name="root">The run store, with the finished small run.</param>
internal sealed class ForgedRecords(string root)
{
    private readonly RunFiles files = new(RunId.Folder(root, SmallRun.Spec.Id));

    /// <summary>Forges every value once and leaves the record as it was.</summary>
    public void Try(DamageReport report)
    {
        string[] honest = File.ReadAllLines(files.Epochs);
        if (!IsBelieved())
        {
            report.Wrong.Add("an honest record is not believed");
        }

        foreach ((int epoch, string line) in honest.Index())
        {
            int count = Values(JsonNode.Parse(line)!).Count();
            for (int i = 0; i < count; i++)
            {
                JsonNode forged = JsonNode.Parse(line)!;
                JsonValue value = Values(forged).ElementAt(i);
                string field = value.GetPath();
                value.ReplaceWith(Changed(value));
                Write([.. honest.Select((other, at) => at == epoch ? forged.ToJsonString(RunJson.Line) : other)]);
                report.Forged++;
                if (IsBelieved())
                {
                    report.Wrong.Add($"a forged value of epoch {epoch}, {field}, is believed");
                }
            }
        }

        Write(honest);
        foreach (string path in new[] { files.Best, files.Checkpoint })
        {
            byte[] kept = File.ReadAllBytes(path);
            Checkpoint resting = Checkpoint.Decode(kept, SmallRun.Identity, SmallRun.UpdatesPerEpoch);
            resting.State.Frozen = true;
            File.WriteAllBytes(path, resting.Encode(SmallRun.Identity));
            report.Forged++;
            if (IsBelieved())
            {
                report.Wrong.Add($"{Path.GetFileName(path)} is believed when it says that training rests");
            }

            File.WriteAllBytes(path, kept);
        }
    }

    // The epoch's number decides its place, and wall times are not compared.
    private static IEnumerable<JsonValue> Values(JsonNode node) => node switch
    {
        JsonObject record => record.Where(field => field.Key is not ("epoch" or "seconds")).SelectMany(field => Values(field.Value!)),
        JsonValue value => [value],
        _ => [],
    };

    private static JsonNode Changed(JsonValue value) =>
        value.TryGetValue(out string? hash) ? JsonValue.Create((hash[0] == '0' ? '1' : '0') + hash[1..])
        : value.TryGetValue(out long count) ? JsonValue.Create(count + 1)
        : JsonValue.Create(double.BitIncrement(value.GetValue<double>()));

    private void Write(string[] lines)
    {
        byte[][] content = [.. lines.Select(line => Encoding.UTF8.GetBytes(line + "\n"))];
        File.WriteAllBytes(files.Epochs, [.. content.SelectMany(line => line)]);
        foreach (string path in new[] { files.PreviousCheckpoint, files.Best, files.Checkpoint }.Where(File.Exists))
        {
            Checkpoint checkpoint = Checkpoint.Decode(File.ReadAllBytes(path), SmallRun.Identity, SmallRun.UpdatesPerEpoch);

            // The best state is written before its epoch's line, any other after it.
            int known = checkpoint.State.Epoch - (path == files.Best ? 1 : 0);
            File.WriteAllBytes(path, (checkpoint with { Records = Mark(content[..known]) }).Encode(SmallRun.Identity));
        }

        Completion.Write(files.Done, Completion.Read(files.Done)! with
        {
            Records = Mark(content),
            FinalStateHash = EpochLog.TryParse(lines[^1])!.StateHash,
        });
    }

    private static LogMark Mark(byte[][] lines)
    {
        byte[] content = [.. lines.SelectMany(line => line)];
        return new LogMark(content.Length, Sha256Text.Of(content));
    }

    private bool IsBelieved()
    {
        AuditedRun[] runs = [AuditedRun.Read(root, SmallRun.Spec.Id, EngineCatalog.Known)];
        return new Audit(EngineCatalog.Known, _ => { }).Run(runs, AuditPlan.Whole(runs)).IsClean;
    }
}
