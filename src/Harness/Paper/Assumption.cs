namespace RnnMemory.Paper;

/// <summary>A detail that the paper leaves open, and what this project chose.</summary>
public sealed record Assumption
{
    /// <summary>E.g. "C8". A: increment task; B: images; C: training; D: latency; E: missing pixels; F: analysis; K: Keras.</summary>
    public required string Id { get; init; }

    /// <summary>What is open, in a few words.</summary>
    public required string Topic { get; init; }

    /// <summary>What the paper says.</summary>
    public required string Paper { get; init; }

    /// <summary>What the authors' published script does; null where it has nothing on it, as on all of the increment task.</summary>
    public required string? Script { get; init; }

    /// <summary>What this project does.</summary>
    public required string Choice { get; init; }

    /// <summary>What the choice was taken from.</summary>
    public required AssumptionSource Source { get; init; }

    /// <summary>How sure we are that the authors did the same.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>What else it could be; null if there is nothing else.</summary>
    public required string? Alternative { get; init; }

    /// <summary>How much an answer would tell.</summary>
    public required SensitivityPriority Priority { get; init; }

    /// <summary>Settings that try the alternative, e.g. "Increment:PhaseMarker"; empty if there is none.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The runs or the test that show whether it matters; null if there are none.</summary>
    public required string? TestedBy { get; init; }
}

/// <summary>What a choice was taken from.</summary>
public enum AssumptionSource
{
    /// <summary>The paper's text or one of its worked examples.</summary>
    Paper,

    /// <summary>The authors' published script.</summary>
    Script,

    /// <summary>Keras's source, version 2.1.4 unless said.</summary>
    Keras,

    /// <summary>Inferred from several of these.</summary>
    Inferred,

    /// <summary>Our own decision.</summary>
    Ours,
}

/// <summary>How sure we are that the authors did what we chose.</summary>
public enum Confidence
{
    /// <summary>It follows from what is printed.</summary>
    Certain,

    /// <summary>Several sources agree.</summary>
    High,

    /// <summary>Between high and medium.</summary>
    MediumHigh,

    /// <summary>The likeliest of several readings.</summary>
    Medium,

    /// <summary>A guess.</summary>
    Low,

    /// <summary>The authors had no such choice to make, or it cannot be known.</summary>
    NotApplicable,
}

/// <summary>How much a sensitivity check would tell.</summary>
public enum SensitivityPriority
{
    /// <summary>Must be run.</summary>
    First,

    /// <summary>Run if cheap.</summary>
    Second,

    /// <summary>Nothing to run.</summary>
    None,
}
