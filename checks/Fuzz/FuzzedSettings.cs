using RnnMemory.Settings;

namespace RnnMemory.Checks.Fuzz;

/// <summary>A section with a setting of every kind, for the reader of settings files, which works with any section.</summary>
internal sealed record FuzzedSettings
{
    private const string Section = "Fuzzed";

    /// <summary>A file that gives them all.</summary>
    public static byte[] Valid { get; } =
        """
        {
          // Comments and trailing commas are allowed.
          "Seed": 9000000000,
          "Engine": "scalar",
          "Fuzzed": {
            "Count": 16,
            "Rate": 3e-4,
            "Flag": false,
            "Day": "Monday",
            "Texts": [ "2x32", "10x7" ],
            "Numbers": [ 0, 64, 128 ],
            "Rates": [ 3e-5, 1e-6 ],
            "Perhaps": null,
            "Rho": 0.9,
          },
        }
        """u8.ToArray();

    [Setting("A whole number.", Min = 1, Max = 4096)]
    public int Count { get; init; } = 1;

    [Setting("A number.", Above = 0, Binary32 = true)]
    public double Rate { get; init; } = 1;

    [Setting("A flag.")]
    public bool Flag { get; init; }

    [Setting("A name of an enumeration.")]
    public DayOfWeek Day { get; init; }

    [Setting("Texts.", Distinct = true)]
    public IReadOnlyList<string> Texts { get; init; } = [];

    [Setting("Whole numbers.", Min = 0)]
    public IReadOnlyList<int> Numbers { get; init; } = [];

    [Setting("Numbers.", Above = 0)]
    public IReadOnlyList<double> Rates { get; init; } = [];

    [Setting("Whole numbers or null.")]
    public IReadOnlyList<int>? Perhaps { get; init; }

    public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Reads a settings file; whether it was accepted.</summary>
    public static bool Read(byte[] file, string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "paper.json"), file);
        return SettingsLoader.Load(new SettingsSources
        {
            Folder = folder,
            Profile = SettingsLoader.Paper,
            Engines = ["simd", "scalar"],
            Sections = [new(Section, typeof(FuzzedSettings), [new("Rho", 0.9, "A hyperparameter.") { Min = 0, Below = 1 }])],
        }).Settings.Section<FuzzedSettings>(Section).Count > 0;
    }
}
