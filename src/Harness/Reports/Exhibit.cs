namespace RnnMemory.Reports;

/// <summary>Something to show: a <see cref="Table"/> or a <see cref="Figure"/>.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">Above it.</param>
public abstract record Exhibit(string Name, string Title);
