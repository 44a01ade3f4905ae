using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Settings;

namespace RnnMemory.Experiments;

/// <summary>The settings of paper.json alone: what run ids and reports call the paper's.</summary>
public static class PaperSettings
{
    private static readonly Lazy<HarnessSettings> Loaded = new(() => SettingsLoader.Load(new SettingsSources
    {
        Folder = Path.Combine(RepositoryRoot.Find(), "experiments", "settings"),
        Profile = SettingsLoader.Paper,
        Engines = EngineCatalog.Known.Names,
    }).Settings);

    /// <summary>The settings.</summary>
    /// <exception cref="UserError">The program does not run inside the repository, or paper.json is damaged.</exception>
    public static HarnessSettings Value => Loaded.Value;

    /// <summary>"" for the engines of the numeric contract, which give the same bits; "+Engine=name" for others.</summary>
    public static string EngineSuffix(string engine) =>
        EngineCatalog.Known[engine].Numerics == EngineCatalog.Known[Value.Engine].Numerics ? "" : $"+Engine={engine}";
}
