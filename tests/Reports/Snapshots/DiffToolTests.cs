using RnnMemory.Reports.Snapshots;
using Xunit;

namespace RnnMemory.Tests.Reports.Snapshots;

public sealed class DiffToolTests
{
    [Theory]
    [InlineData(true, "DISPLAY=:0", false)]
    [InlineData(false, "DISPLAY=:0", true)]
    [InlineData(false, "WAYLAND_DISPLAY=wayland-0", true)]
    [InlineData(false, "DISPLAY=:0 CI=true", false)]
    [InlineData(false, "DISPLAY=:0 RNN_MEMORY_NO_DIFF=1", false)]
    [InlineData(false, "DISPLAY=:0 RNN_MEMORY_NO_DIFF=0", true)]
    [InlineData(false, "", false)]
    public void Diff_tool_opens_only_for_a_developer_at_a_screen(bool onBuildServer, string variables, bool expected)
    {
        Dictionary<string, string> environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(expected, DiffTool.IsWanted(environment, onBuildServer, onLinux: true));
    }

    [Fact]
    public void Other_systems_have_a_screen_without_saying_so() =>
        Assert.True(DiffTool.IsWanted(new Dictionary<string, string>(), onBuildServer: false, onLinux: false));
}
