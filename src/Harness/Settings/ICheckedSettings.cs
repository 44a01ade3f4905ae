using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>Settings with rules that <see cref="SettingAttribute"/> cannot express, e.g. about several settings together.</summary>
public interface ICheckedSettings
{
    /// <summary>Checks these rules; each single setting has been checked before.</summary>
    /// <exception cref="UserError">A rule does not hold.</exception>
    void Check(SettingChecks checks);
}
