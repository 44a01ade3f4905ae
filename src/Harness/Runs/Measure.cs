using System.Text.Json;
using RnnMemory.Tasks;

namespace RnnMemory.Runs;

/// <summary>
/// A quantity measured of a finished run. The scheduler computes it once and stores it in the run's measures.json; tables and figures
/// read it from there. Derive from <see cref="StateMeasure{T}"/> or <see cref="DataMeasure{T}"/>.
/// </summary>
public abstract class Measure
{
    private protected Measure()
    {
    }

    /// <summary>
    /// What is measured, with all options that its value depends on, e.g. "latency, 500 images". It is the key of stored values.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>
    /// To be increased whenever values of the same name change, or their form in JSON does; a stored value of another version is computed
    /// again.
    /// </summary>
    public abstract int Version { get; }

    /// <summary>The hashes of what is measured, parameters or data: one for each value that the run has of this measure.</summary>
    internal abstract IReadOnlyList<string> KeysOf(FinishedRun run, string dataHash);

    /// <summary>Computes the value for one of the keys from <see cref="KeysOf"/>.</summary>
    internal abstract object Compute(OpenRun run, string key, CancellationToken cancellation);

    /// <summary>A value as JSON.</summary>
    internal abstract JsonElement ToJson(object value);

    /// <summary>A value from JSON.</summary>
    /// <exception cref="JsonException">The JSON is not a value of this measure.</exception>
    internal abstract object FromJson(JsonElement json);

    /// <summary><see cref="ToJson"/> for values of one type.</summary>
    private protected static JsonElement Write<T>(object value) => JsonSerializer.SerializeToElement((T)value, RunJson.Line);

    /// <summary><see cref="FromJson"/> for values of one type.</summary>
    private protected static T Read<T>(JsonElement json) =>
        json.Deserialize<T>(RunJson.Line) ?? throw new JsonException("A measure has a value.");
}

/// <summary>
/// A measure of a kept state. It has a value for the last and for the best epoch, computed once where the two are the same, unless
/// <see cref="Epochs"/> says otherwise.
/// </summary>
/// <typeparam name="T">The value; JSON must keep it whole.</typeparam>
public abstract class StateMeasure<T> : Measure
    where T : class
{
    /// <summary>Computes the value without changing the state.</summary>
    /// <param name="state">The network after a kept epoch.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    public abstract T Compute(KeptState state, CancellationToken cancellation);

    /// <summary>The kept epochs that it has a value for: usually all.</summary>
    public virtual IReadOnlyList<KeptEpoch> Epochs => Enum.GetValues<KeptEpoch>();

    internal sealed override IReadOnlyList<string> KeysOf(FinishedRun run, string dataHash) =>
        [.. Epochs.Select(run.Kept).OfType<Training.EpochRecord>().Select(epoch => epoch.ParametersHash).Distinct()];

    internal sealed override object Compute(OpenRun run, string key, CancellationToken cancellation) =>
        Compute(run.State(key), cancellation);

    internal sealed override JsonElement ToJson(object value) => Write<T>(value);

    internal sealed override object FromJson(JsonElement json) => Read<T>(json);
}

/// <summary>A measure of the run's task and its data; it does not depend on what was learned.</summary>
/// <typeparam name="T">The value; JSON must keep it whole.</typeparam>
public abstract class DataMeasure<T> : Measure
    where T : class
{
    /// <summary>Computes the value.</summary>
    /// <param name="task">The run's task, opened.</param>
    /// <param name="cancellation">Checked where the work takes long.</param>
    public abstract T Compute(ITask task, CancellationToken cancellation);

    internal sealed override IReadOnlyList<string> KeysOf(FinishedRun run, string dataHash) => [dataHash];

    internal sealed override object Compute(OpenRun run, string key, CancellationToken cancellation) => Compute(run.Task, cancellation);

    internal sealed override JsonElement ToJson(object value) => Write<T>(value);

    internal sealed override object FromJson(JsonElement json) => Read<T>(json);
}
