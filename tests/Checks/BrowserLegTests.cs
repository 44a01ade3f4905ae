using RnnMemory.Basics;
using RnnMemory.Checks.Browsers;
using RnnMemory.Checks.Matrix;
using RnnMemory.Fingerprints;
using RnnMemory.Tests.Page;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>What makes the leg of a browser wrong.</summary>
public sealed class BrowserLegTests : IDisposable
{
    private static readonly IReadOnlyList<CarriedEpoch> Epochs = CarriedEpoch.All();

    private static readonly LegRunner Runner = new([], Epochs);

    private static readonly Leg Chromium = Legs.All.Single(leg => leg.Browser == BrowserProgram.Chromium);

    private static readonly (string, string)[] Seen =
        [("browser", "Chromium"), ("version", "1"), ("lanes", "1"), ("multiply-add", "emulated"), ("verdict", "equal")];

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Browsers_train_three_epochs_of_each_of_two_cells_and_compare_two_hashes_of_each()
    {
        Assert.Equal([3, 3], Epochs.CountBy(epoch => epoch.Id).Select(pair => pair.Value));
        Assert.Equal(12, Runner.Expected(Chromium).Distinct().Count());
        Assert.All(Runner.Expected(Chromium), line => Assert.Matches("^[0-9a-f]{64}  (parameters|state) after epoch [0-9]+ of ", line));
    }

    [Fact]
    public void Leg_with_the_recorded_hashes_is_right_and_one_with_another_hash_is_wrong()
    {
        (string Name, string Hash)[] hashes = [.. Epochs.SelectMany(epoch => epoch.Hashes)];
        string wrong = new('0', 64);

        Assert.Null(Runner.Judge(Chromium, FingerprintText.Of(Seen, hashes)));
        Assert.All(Enumerable.Range(0, hashes.Length), at => Assert.Equal(
            $"got {wrong}  {hashes[at].Name}, expected {hashes[at].Hash}  {hashes[at].Name}",
            Runner.Judge(Chromium, FingerprintText.Of(Seen, hashes.Select((hash, i) => i == at ? (hash.Name, wrong) : hash)))));
    }

    [Fact]
    public void Leg_that_compared_nothing_is_wrong()
    {
        Assert.StartsWith("got nothing, expected ", Runner.Judge(Chromium, FingerprintText.Of(Seen, [])));
        Assert.Equal(
            "should see verdict: equal, but sees nothing compared",
            new LegRunner([], []).Judge(Chromium, FingerprintText.Of([.. Seen.SkipLast(1), ("verdict", "nothing compared")], [])));
    }

    [Fact]
    public void Leg_in_another_browser_than_its_own_is_wrong() => Assert.Equal(
        "should see browser: Firefox, but sees Chromium",
        Runner.Judge(Legs.All.Single(leg => leg.Browser == BrowserProgram.Firefox), FingerprintText.Of(Seen, Epochs.SelectMany(epoch => epoch.Hashes))));

    // An engine that has no fused multiply-add in its optimiser, a record with another hash, and a page that trains nothing.
    [Theory]
    [InlineData("", "", null)]
    [InlineData("fma(rho, slot[i], round(", "(rho * slot[i] + round(", "should see verdict: equal, but sees loss after epoch ")]
    [InlineData("\"parametersHash\":\"", "\"parametersHash\":\"0", "should see verdict: equal, but sees parametersHash after epoch ")]
    [InlineData("function* replay(images, run, epoch) {", "function* replay() { throw new Error(\"of a test\");", "but sees training epoch ")]
    public async Task Altered_page_makes_the_leg_wrong(string text, string replacement, string? wrong)
    {
        string? program = TestedBrowser.Find(BrowserProgram.Chromium, HarnessEnvironment.Current());
        Assert.SkipWhen(program is null, TestedBrowser.WhyNone(BrowserProgram.Chromium));
        string page = await File.ReadAllTextAsync(OpenedPage.CommittedFile, TestContext.Current.CancellationToken);
        Assert.Contains(text, page);
        string file = Path.Combine(folder, "index.html");
        await File.WriteAllTextAsync(file, text.Length == 0 ? page : page.Replace(text, replacement, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        CarriedEpoch[] second = [Epochs[1]];

        await using OpenedPage opened = await BrowserProgram.Chromium.Open(program!, file);
        FingerprintText printed = await PageFingerprint.PrintAsync(opened, second);

        string? judged = new LegRunner([], second).Judge(Chromium, printed);
        Assert.True(wrong is null ? judged is null : judged?.Contains(wrong, StringComparison.Ordinal), judged);
    }
}
