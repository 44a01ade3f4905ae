namespace RnnMemory.Reports;

/// <summary>Something that an experiment shows: a <see cref="Table"/> or a <see cref="Figure"/>.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">The title above it.</param>
public abstract record Exhibit(string Name, string Title);
