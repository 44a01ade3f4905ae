namespace RnnMemory.Cli.Progress;

/// <summary>Shows the progress of runs.</summary>
internal interface IDisplay
{
    /// <summary>Shows progress until the work ends, whatever its outcome.</summary>
    void ShowUntil(Task work);

    /// <summary>Adds a permanent line. May be called from any thread.</summary>
    void Note(string line);
}
