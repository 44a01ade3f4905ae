using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Experiments;

/// <summary>Table 1 and Fig. 8: what the networks of section 3.2 get to see. No run is needed, so none is trained.</summary>
[Trait("Experiment", Experiment)]
public sealed class MnistPictures : IRunTheory
{
    private const string Experiment = "Mnist";

    /// <inheritdoc/>
    public static IReadOnlyList<TraitedRun> Runs => ImageTheory.Traited(new Mnist().Plan(HarnessSession.Settings));

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
        [.. new[] { Table1.Name, Figure8.Name }.Select(picture => SnapshotName.Of(Experiment, picture, "txt"))];

    /// <summary>One sample in all representations; samples of every class.</summary>
    [Theory]
    [InlineData(Table1.Name)]
    [InlineData(Figure8.Name)]
    public void Picture(string name)
    {
        ImageTheory.RequireData(Runs);
        Figure picture = Mnist.Pictures(HarnessSession.Settings.Section<ImageSettings>(SettingsSections.Mnist)).Single(figure => figure.Name == name);

        ImageTheory.Check(Experiment, Experiment, picture);
    }
}
