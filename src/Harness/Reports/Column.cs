namespace RnnMemory.Reports;

/// <summary>One column of a table whose rows are made from values of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">What a row is made from.</typeparam>
/// <param name="Heading">Above the column.</param>
/// <param name="Value">
/// The cell's value: a number, a text, a list of numbers, or null for an empty cell. Values are not rounded here; CSV gets them in full.
/// </param>
/// <param name="Format">How text and Markdown show a number: a .NET format such as "F3"; if empty, with all its digits.</param>
/// <param name="Legend">A line below the table that explains the column; empty if the heading is enough.</param>
public sealed record Column<T>(string Heading, Func<T, object?> Value, string Format = "", string Legend = "");
