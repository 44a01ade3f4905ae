namespace RnnMemory.Paper.Observed;

/// <summary>A setting of a run that is not the paper's.</summary>
/// <param name="Setting">Its path in the run's spec.json, e.g. "task.phaseMarker".</param>
/// <param name="Paper">The paper's value as JSON; "absent" if the paper's spec has no such setting.</param>
/// <param name="Here">The run's value as JSON; "absent" if it has none.</param>
public sealed record SettingDifference(string Setting, string Paper, string Here)
{
    /// <summary>The last part of the path, e.g. "phaseMarker".</summary>
    public string Name => Setting[(Setting.LastIndexOf('.') + 1)..];

    /// <inheritdoc/>
    public override string ToString() => $"{Setting} {Here} instead of {Paper}";
}
