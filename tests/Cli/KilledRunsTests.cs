using RnnMemory.Checks.Kills;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>`./build.sh kills` does this a hundred times.</summary>
public sealed class KilledRunsTests
{
    [Fact]
    public void Command_killed_at_random_moments_leaves_in_the_end_what_an_undisturbed_one_leaves()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX");
        KillScenario digits = KillScenario.All.First(scenario => scenario.Arguments[0] == "digits");
        using KilledRuns runs = new(Path.Combine(AppContext.BaseDirectory, "rnn-memory.dll"), [digits], seed: 2, _ => { });

        KillReport report = runs.Run(kills: 2);

        Assert.Empty(report.Wrong);
        Assert.InRange(report.Kills, 2, int.MaxValue);
        Assert.InRange(report.Compared, 1, int.MaxValue);
    }
}
