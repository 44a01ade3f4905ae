using System.Text.Json;
using System.Text.Json.Nodes;
using RnnMemory.Engines;
using RnnMemory.Files;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// Everything a run's bits depend on. Two runs with the same identity have the same records, so either can stand for the other. The
/// identity contains the engine's arithmetic but not its name.
/// </summary>
/// <param name="Spec">The resolved settings.</param>
/// <param name="Numerics">The engine's arithmetic.</param>
/// <param name="DataHash">SHA-256 of the data, or "generated".</param>
public sealed record RunIdentity(RunSpec Spec, string Numerics, string DataHash)
{
    /// <summary>The identity of a run of <paramref name="spec"/> by that engine on that task.</summary>
    public static RunIdentity Of(RunSpec spec, EngineEntry engine, ITask task) => new(spec, engine.Numerics, task.DataHash);

    /// <summary>
    /// The identity of a run of <paramref name="spec"/> by that engine; reads the data only where its hash is not known otherwise.
    /// </summary>
    /// <exception cref="Basics.UserError">A setting is impossible, or data that must be read is missing.</exception>
    public static RunIdentity Of(RunSpec spec, EngineEntry engine) =>
        new(spec, engine.Numerics, spec.Task.DataHash ?? spec.Task.Open(spec.Seed).DataHash);

    /// <summary>SHA-256 over the identity's JSON, as lower-case hexadecimal.</summary>
    // What ToJson gives, at a third of the cost: status asks for hundreds of thousands.
    public string Hash => Sha256Text.Of(JsonSerializer.SerializeToUtf8Bytes(new Hashed(Spec, Numerics, DataHash), RunJson.WithoutEngine));

    /// <summary><see cref="Hash"/> of an identity in the form of <see cref="ToJson"/>.</summary>
    internal static string HashOf(JsonObject identity) =>
        Sha256Text.Of(JsonSerializer.SerializeToUtf8Bytes(identity, RunJson.Line));

    /// <summary>The fields that differ, as "field: theirs -> ours", or null if there are none.</summary>
    /// <param name="other">The other run's identity in the form of <see cref="ToJson"/>.</param>
    internal string? DifferenceFrom(JsonNode other)
    {
        const int Shown = 3;
        Dictionary<string, string> theirs = Flatten(other);
        Dictionary<string, string> ours = Flatten(ToJson());
        string[] differences =
        [
            .. theirs.Keys.Union(ours.Keys)
                .Where(field => theirs.GetValueOrDefault(field) != ours.GetValueOrDefault(field))
                .Select(field => $"{field}: {theirs.GetValueOrDefault(field, "absent")} -> {ours.GetValueOrDefault(field, "absent")}"),
        ];
        if (differences.Length == 0)
        {
            return null;
        }

        string rest = differences.Length > Shown ? $" and {differences.Length - Shown} more" : "";
        return string.Join(", ", differences.Take(Shown)) + rest;
    }

    /// <summary>The identity as JSON, without the engine's name.</summary>
    internal JsonObject ToJson()
    {
        JsonNode spec = JsonSerializer.SerializeToNode(Spec, RunJson.Line)!;
        spec.AsObject().Remove("engine");
        return new JsonObject { ["spec"] = spec, ["numerics"] = Numerics, ["dataHash"] = DataHash };
    }

    // The fields of ToJson, in its order.
    private sealed record Hashed(RunSpec Spec, string Numerics, string DataHash);

    /// <summary>The fields of a JSON object by their paths, e.g. "model.hidden"; values are JSON.</summary>
    internal static Dictionary<string, string> Flatten(JsonNode root)
    {
        Dictionary<string, string> fields = [];
        Visit(root, "");
        return fields;

        void Visit(JsonNode? node, string path)
        {
            switch (node)
            {
                case JsonObject record:
                    foreach ((string name, JsonNode? value) in record)
                    {
                        Visit(value, path.Length == 0 ? name : $"{path}.{name}");
                    }

                    break;
                default:
                    fields[path] = node?.ToJsonString(RunJson.Line) ?? "null";
                    break;
            }
        }
    }
}
