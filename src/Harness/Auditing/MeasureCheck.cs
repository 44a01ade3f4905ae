using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Runs;

namespace RnnMemory.Auditing;

/// <summary>Computes the stored values of a run's measures again.</summary>
internal static class MeasureCheck
{
    /// <summary>Every stored value that differs from the computed one, one line each.</summary>
    /// <param name="run">The run.</param>
    /// <param name="measures">The measures whose values are computed; other values in the file are not looked at.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<string> Findings(AuditedRun run, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        if (run.Finished is not { } finished)
        {
            return [];
        }

        return [.. run.MeasuresFiles.SelectMany(path => Findings(run, finished, path, measures, cancellation))];
    }

    private static IReadOnlyList<string> Findings(
        AuditedRun run, FinishedRun finished, string path, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        string name = path == new RunFiles(run.Folder).Measures ? Path.GetFileName(path) : $"'{path}'";
        try
        {
            RunIdentity identity = run.Identity;
            MeasuresFile? file = MeasuresFile.Read(path, MeasuresFile.Of(finished, identity.DataHash));
            IEnumerable<Task<string?>> findings =
                from stored in file?.Values ?? []
                let measure = measures.FirstOrDefault(measure => (measure.Name, measure.Version) == (stored.Measure, stored.Version)
                    && measure.KeysOf(finished, identity.DataHash).Contains(stored.Of))
                where measure is not null
                select Task.Run(() => Finding(finished, run.Engine, name, stored, measure, cancellation), cancellation);
            return [.. Task.WhenAll(findings).GetAwaiter().GetResult().OfType<string>()];
        }
        catch (InvalidDataException damage)
        {
            return [$"{name}: {damage.Message}"];
        }
        catch (UserError damage)
        {
            return [damage.Message];
        }
    }

    // Each value with a run of its own, since values are computed side by side.
    private static string? Finding(
        FinishedRun run, EngineEntry engine, string file, StoredMeasure stored, Measure measure, CancellationToken cancellation)
    {
        using OpenRun open = new(run, engine);
        JsonElement now = measure.ToJson(measure.Compute(open, stored.Of, cancellation));
        return JsonElement.DeepEquals(stored.Value, now)
            ? null
            : $"{file}: '{stored.Measure}' of {stored.Of[..8]} is {now}, but the file has {JsonSerializer.Serialize(stored.Value)}";
    }
}
