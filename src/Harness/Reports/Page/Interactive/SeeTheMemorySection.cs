using System.Globalization;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>"See the memory": the reader draws a digit and watches recorded networks read it step by step.</summary>
public sealed class SeeTheMemorySection : IInteractiveSection
{
    private SeeTheMemorySection(IReadOnlyList<RecordedNetwork> networks, byte[] samples)
    {
        Model = new
        {
            Samples = SampleImages.Indices.Select((index, digit) => new { Digit = digit, Index = index }).ToArray(),
            Networks = networks.Select(NetworkView.Of).ToArray(),
        };
        Data = [("see-the-memory-data", JsonSerializer.Serialize(SeeTheMemoryData.Of(networks, samples), RunJson.Line))];
    }

    /// <inheritdoc/>
    public string Id => "see-the-memory";

    /// <inheritdoc/>
    public string Title => "See the memory";

    /// <inheritdoc/>
    public string Template => "see-the-memory";

    /// <inheritdoc/>
    public object Model { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Scripts { get; } = [.. EngineScripts.All, "picture.js", "drawing.js", "see-the-memory.js"];

    /// <inheritdoc/>
    public IReadOnlyList<(string Id, string Json)> Data { get; }

    /// <summary>The section with the recorded networks and the committed samples of this repository. Reads no data set.</summary>
    /// <exception cref="UserError">A run is missing or damaged, or a sample has changed.</exception>
    public static SeeTheMemorySection OfRepository() => Of(RecordedRuns.Folder, CommittedFolder.OfRepository());

    internal static SeeTheMemorySection Of(string runs, CommittedFolder folder) =>
        new(RecordedNetwork.Read(runs), folder.Read(SampleImages.File));

    // One network as the template shows it.
    private sealed record NetworkView(string Name, string Label, string Run, int Epoch, string Accuracy, string Hash)
    {
        public static NetworkView Of(RecordedNetwork network) => new(
            network.Task.Representation.Name(),
            network.Label,
            network.Run.Spec.Id,
            network.Best.Epoch,
            network.Best.Metrics[ImageMetrics.TestAccuracy].ToString("P2", CultureInfo.InvariantCulture),
            network.Best.ParametersHash);
    }
}
