using RnnMemory.Data;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>What the page carries so that a reader can watch recorded networks read an image.</summary>
/// <param name="Rows">Rows of an image.</param>
/// <param name="Columns">Columns of an image.</param>
/// <param name="Maximum">The pixel value that becomes 1.</param>
/// <param name="Samples">An image of each digit, [10, rows, columns], in base64.</param>
/// <param name="Networks">A network for each representation.</param>
internal sealed record SeeTheMemoryData(
    int Rows, int Columns, int Maximum, string Samples, IReadOnlyList<PackedNetwork> Networks)
{
    private const int PixelMaximum = 255;

    public static SeeTheMemoryData Of(IEnumerable<RecordedNetwork> networks, byte[] samples) => new(
        Mnist.Spec.Rows, Mnist.Spec.Columns, PixelMaximum, Convert.ToBase64String(samples), [.. networks.Select(PackedNetwork.Of)]);
}

/// <summary>A recorded network.</summary>
/// <param name="Name">The name of its representation.</param>
/// <param name="Label">Its representation in words.</param>
/// <param name="Step">What a step shows: row, column or pixel.</param>
/// <param name="Model">The network's shape.</param>
/// <param name="Map">Which pixel is shown at which step, [T, I].</param>
/// <param name="Parameters">All parameters, in base64.</param>
internal sealed record PackedNetwork(string Name, string Label, string Step, ModelSpec Model, IReadOnlyList<int> Map, string Parameters)
{
    public static PackedNetwork Of(RecordedNetwork network) => new(
        network.Task.Representation.Name(),
        network.Label,
        network.Step,
        network.Run.Spec.Model,
        network.Map.Pixels.ToArray(),
        Packed.Floats(network.Parameters));
}
