namespace RnnMemory.Checks.Publications;

/// <summary>The result of one publication.</summary>
/// <param name="Runtime">What it was made for.</param>
/// <param name="Megabytes">Its size.</param>
/// <param name="PublishSeconds">Wall time to make it.</param>
internal sealed record PublicationResult(PublishedRuntime Runtime, double Megabytes, double PublishSeconds)
{
    /// <summary>The last line of `fingerprint --check`; null if it did not get that far.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Number of files of a small run that equal those of the program built in the repository; null if it was not run.</summary>
    public int? EqualFiles { get; init; }

    /// <summary>Wall time of its program; null if it was not run.</summary>
    public double? RunSeconds { get; init; }

    /// <summary>Why its program cannot run here; null if it can.</summary>
    public string? NotRun { get; init; }

    /// <summary>What is wrong; null if nothing is.</summary>
    public string? Wrong { get; init; }
}
