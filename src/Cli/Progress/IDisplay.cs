namespace RnnMemory.Cli.Progress;

/// <summary>Shows how runs go.</summary>
internal interface IDisplay
{
    /// <summary>Shows progress until the work is over, whatever its outcome.</summary>
    void ShowUntil(Task work);

    /// <summary>Adds a line that stays. May be called from any thread.</summary>
    void Note(string line);
}
