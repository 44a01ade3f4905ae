namespace RnnMemory.Settings;

/// <summary>The names that a setting accepts, e.g. those of the cells.</summary>
public interface IKnownNames
{
    /// <summary>The kind of thing named, for messages, e.g. "cell".</summary>
    string Kind { get; }

    /// <summary>Every name.</summary>
    IReadOnlyCollection<string> Names { get; }
}
