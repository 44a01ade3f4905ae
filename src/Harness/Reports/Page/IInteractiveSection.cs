namespace RnnMemory.Reports.Page;

/// <summary>A part of the page that responds to the reader.</summary>
public interface IInteractiveSection
{
    /// <summary>HTML id, e.g. "see-the-memory" or "check-it-here".</summary>
    string Id { get; }

    /// <summary>The heading.</summary>
    string Title { get; }

    /// <summary>Name of an embedded Liquid template: the section's HTML inside &lt;section id=Id&gt;.</summary>
    string Template { get; }

    /// <summary>What the template shows.</summary>
    object Model { get; }

    /// <summary>Names of embedded .js files, inlined once, in order.</summary>
    IReadOnlyList<string> Scripts { get; }

    /// <summary>Each becomes &lt;script type="application/json" id="..."&gt;.</summary>
    IReadOnlyList<(string Id, string Json)> Data { get; }
}
