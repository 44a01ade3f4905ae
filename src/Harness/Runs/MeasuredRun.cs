using System.Collections.Immutable;

namespace RnnMemory.Runs;

/// <summary>
/// A finished run with the values of the requested measures. Tables and figures are made of nothing else, so they need neither the data
/// set nor an engine.
/// </summary>
/// <param name="Run">The run.</param>
public sealed record MeasuredRun(FinishedRun Run)
{
    private ImmutableHashSet<string> Asked { get; init; } = [];

    // The key of a state's value is the measure and the state's hash; the key of a value of the data is the measure alone.
    private ImmutableDictionary<(string Measure, string? State), object> Values { get; init; } =
        ImmutableDictionary<(string, string?), object>.Empty;

    /// <summary>Whether a measure was asked for, so that its values can be read.</summary>
    public bool Has(Measure measure) => Asked.Contains(measure.Name);

    /// <summary>The value of a measure for a kept state; null if the run has no such state.</summary>
    /// <exception cref="InvalidOperationException">The measure was not asked for.</exception>
    public T? Of<T>(StateMeasure<T> measure, KeptEpoch epoch)
        where T : class
    {
        RequireAsked(measure);
        return Run.Kept(epoch) is { } kept ? (T)Values[(measure.Name, kept.ParametersHash)] : null;
    }

    /// <summary>The value of a measure of the run's data.</summary>
    /// <exception cref="InvalidOperationException">The measure was not asked for.</exception>
    public T Of<T>(DataMeasure<T> measure)
        where T : class
    {
        RequireAsked(measure);
        return (T)Values[(measure.Name, null)];
    }

    /// <summary>The same run with the value of a kept state added, or replaced.</summary>
    /// <exception cref="InvalidOperationException">The run has no such state.</exception>
    public MeasuredRun With<T>(StateMeasure<T> measure, KeptEpoch epoch, T value)
        where T : class =>
        Run.Kept(epoch) is { } kept
            ? With(measure, kept.ParametersHash, value)
            : throw new InvalidOperationException($"Run '{Run.Spec.Id}' has no state of its {epoch} epoch.");

    /// <summary>The same run with the value of a measure of its data added, or replaced.</summary>
    public MeasuredRun With<T>(DataMeasure<T> measure, T value)
        where T : class => With(measure, state: null, value);

    /// <summary>The same run, marked as asked for a measure of which it has no value because it has no state.</summary>
    internal MeasuredRun Asking(Measure measure) => this with { Asked = Asked.Add(measure.Name) };

    /// <summary>The same run with a value added, or replaced.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="state">The parameters' hash; null for a measure of the data.</param>
    /// <param name="value">A value of the measure's type.</param>
    internal MeasuredRun With(Measure measure, string? state, object value) =>
        this with { Asked = Asked.Add(measure.Name), Values = Values.SetItem((measure.Name, state), value) };

    private void RequireAsked(Measure measure)
    {
        if (!Asked.Contains(measure.Name))
        {
            string asked = string.Join("; ", Asked.Order(StringComparer.Ordinal));
            throw new InvalidOperationException($"Run '{Run.Spec.Id}' was not asked for '{measure.Name}', only for: {asked}.");
        }
    }
}
