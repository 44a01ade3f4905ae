using RnnMemory.Engines;
using RnnMemory.Settings;

namespace RnnMemory.Experiments.Framework;

/// <summary>The part of a run's id that names an engine with another arithmetic, so that its runs get their own folders.</summary>
public static class EngineSuffix
{
    /// <summary>"" for the engines of the numeric contract, which give the same bits; "+Engine=name" for others.</summary>
    public static string Of(LoadedSettings loaded)
    {
        string engine = loaded.Settings.Engine;
        return EngineCatalog.Known[engine].Numerics == EngineCatalog.Known[loaded.Paper.Engine].Numerics ? "" : $"+Engine={engine}";
    }
}
