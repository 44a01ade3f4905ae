using DiffEngine;
using RnnMemory.Basics;

namespace RnnMemory.Reports.Snapshots;

/// <summary>Shows a mismatch in the developer's diff tool, if the process runs on a developer's machine.</summary>
internal static class DiffTool
{
    /// <summary>Opens the tool and returns at once; does nothing on build servers, without a screen, or when switched off.</summary>
    public static void Show(string received, string verified)
    {
        if (IsWanted(HarnessEnvironment.Current(), BuildServerDetector.Detected, OperatingSystem.IsLinux()))
        {
            try
            {
                DiffRunner.Launch(received, verified);
            }
            catch (Exception e)
            {
                // A broken tool must not hide the mismatch that the test is about to report.
                Console.Error.WriteLine($"No diff tool: {e.Message}");
            }
        }
    }

    internal static bool IsWanted(IReadOnlyDictionary<string, string> variables, bool onBuildServer, bool onLinux) =>
        !onBuildServer
        && !variables.IsSet("CI")
        && !variables.IsOn(HarnessEnvironment.NoDiff)
        && (!onLinux || variables.IsSet("DISPLAY") || variables.IsSet("WAYLAND_DISPLAY"));
}
