using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>Settings with rules that <see cref="SettingAttribute"/> cannot say, e.g. across several of them.</summary>
public interface ICheckedSettings
{
    /// <summary>Checks these rules; each setting by itself has been checked before.</summary>
    /// <exception cref="UserError">A rule does not hold.</exception>
    void Check(SettingChecks checks);
}
