namespace RnnMemory.Settings;

/// <summary>The declaration of an experiment's settings.</summary>
/// <param name="Name">The first part of the settings' keys, e.g. "Increment" in "Increment:Epochs".</param>
/// <param name="Type">
/// The settings' record. It has a constructor without parameters; each public property has <see cref="SettingAttribute"/>, except the one
/// that holds <paramref name="Hyperparameters"/>. It may implement <see cref="ICheckedSettings"/>.
/// </param>
/// <param name="Hyperparameters">
/// Further keys, e.g. "Rho" for "Increment:Rho"; their values are in the record's dictionary from names to numbers, in this order.
/// </param>
public sealed record SettingsSection(string Name, Type Type, IReadOnlyList<NumericSetting> Hyperparameters);
