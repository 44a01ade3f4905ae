namespace RnnMemory.Settings;

/// <summary>How an experiment announces its settings.</summary>
/// <param name="Name">The first part of their keys, e.g. "Increment" of "Increment:Epochs".</param>
/// <param name="Type">
/// Their record. It has a constructor without parameters; each public property has <see cref="SettingAttribute"/>, but for the one that
/// takes <paramref name="Hyperparameters"/>. It may implement <see cref="ICheckedSettings"/>.
/// </param>
/// <param name="Hyperparameters">
/// Further keys, e.g. "Rho" for "Increment:Rho"; they stand in the record's dictionary from names to numbers, in this order.
/// </param>
public sealed record SettingsSection(string Name, Type Type, IReadOnlyList<NumericSetting> Hyperparameters);
