using System.Text.Json;
using System.Text.Json.Nodes;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>A run's settings as names and values, under the paths that they have in its spec.json.</summary>
public static class RunSettings
{
    /// <summary>Every setting in the order of spec.json, e.g. "model.hidden" and "128"; the id is none.</summary>
    public static IReadOnlyDictionary<string, string> Of(RunSpec spec)
    {
        JsonObject json = JsonSerializer.SerializeToNode(spec, RunJson.Line)!.AsObject();
        json.Remove("id");
        return RunIdentity.Flatten(json).ToDictionary(setting => setting.Key, setting => setting.Value.Trim('"'), StringComparer.Ordinal);
    }
}
