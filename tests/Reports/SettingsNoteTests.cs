using RnnMemory.Reports;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class SettingsNoteTests
{
    [Fact]
    public void Report_of_changed_settings_says_so_in_tables_and_figures()
    {
        Report marked = SettingsNote.Add(SampleReport.Report, Loaded(new SettingOverride("Increment:Epochs", "1", "--set")));

        Assert.Equal("Not the settings of profile quick: Increment:Epochs = 1.", marked.Tables[0].Notes[^1]);
        Assert.EndsWith(", settings changed", marked.Figures[0].Title);
    }

    [Fact]
    public void Report_of_the_profile_is_left_as_it_is() =>
        Assert.Same(SampleReport.Report, SettingsNote.Add(SampleReport.Report, Loaded(new SettingOverride("Workers", "1", "--workers"))));

    [Fact]
    public void Engine_counts_as_a_changed_setting_only_if_its_arithmetic_is_another()
    {
        Assert.Same(SampleReport.Report, SettingsNote.Add(SampleReport.Report, WithEngine("scalar")));
        Assert.Equal(
            "Not the settings of profile quick: Engine = torch.", SettingsNote.Add(SampleReport.Report, WithEngine("torch")).Tables[0].Notes[^1]);
    }

    private static LoadedSettings WithEngine(string engine) =>
        Loaded(new SettingOverride("Engine", engine, "--engine")) with { Settings = new HarnessSettings { Engine = engine } };

    private static LoadedSettings Loaded(SettingOverride change) => new(new HarnessSettings(), new HarnessSettings(), "quick", [change]);
}
