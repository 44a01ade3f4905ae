using RnnMemory.Experiments.Images;
using RnnMemory.Settings;

namespace RnnMemory.Experiments;

/// <summary>The settings of all experiments.</summary>
public static class SettingsSections
{
    /// <summary>Name of the section of section 3.1; its record is <see cref="IncrementSettings"/>.</summary>
    public const string Increment = "Increment";

    /// <summary>Name of the section of section 3.2; its record is <see cref="ImageSettings"/>.</summary>
    public const string Mnist = "Mnist";

    /// <summary>Name of the section of section 3.2 on embedded digits; its record is <see cref="ImageSettings"/>.</summary>
    public const string Digits = "Digits";

    /// <summary>Every section, in the order of the experiments.</summary>
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        new(Increment, typeof(IncrementSettings), KnownOptimizers.Hyperparameters),
        new(Mnist, typeof(ImageSettings), KnownOptimizers.Hyperparameters),
        new(Digits, typeof(ImageSettings), KnownOptimizers.Hyperparameters),
    ];
}
