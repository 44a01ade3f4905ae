using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Paper;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Paper;

public sealed class AssumptionSettingsTests
{
    [Fact]
    public void Settings_that_assumptions_name_exist()
    {
        IEnumerable<string> known = new SettingKeys(ExperimentCatalog.Sections, EngineCatalog.Known.Names).All.Keys;
        IEnumerable<string> named = Ledger.Registered.Assumptions.SelectMany(assumption => assumption.Settings).Distinct();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }
}
