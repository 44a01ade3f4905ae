namespace RnnMemory.Settings;

/// <summary>The names that a setting takes, e.g. those of the cells.</summary>
public interface IKnownNames
{
    /// <summary>What is named, for messages, e.g. "cell".</summary>
    string Kind { get; }

    /// <summary>Every name.</summary>
    IReadOnlyCollection<string> Names { get; }
}
