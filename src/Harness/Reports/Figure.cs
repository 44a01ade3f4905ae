namespace RnnMemory.Reports;

/// <summary>A figure: a <see cref="LineFigure"/> or an <see cref="ImageGrid"/>.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">The title above the figure.</param>
public abstract record Figure(string Name, string Title) : Exhibit(Name, Title);
