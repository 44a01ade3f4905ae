using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>
/// In these processes, every reading of the wall clock is earlier than the previous one, and all files have times in the future.
/// </summary>
public sealed class BackwardClockTests : IDisposable
{
    private const string Source =
        """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdatomic.h>
        #include <sys/time.h>
        #include <time.h>

        static atomic_long looks;

        static long now(void) { return 1000000000L - 3600 * atomic_fetch_add(&looks, 1); }

        int clock_gettime(clockid_t clock, struct timespec *time)
        {
            int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
            int result = real(clock, time);
            if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) { time->tv_sec = now(); }
            return result;
        }

        int gettimeofday(struct timeval *time, void *zone) { time->tv_sec = now(); time->tv_usec = 0; return 0; }

        time_t time(time_t *out) { long t = now(); if (out) { *out = t; } return t; }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_killed_and_resumed_under_a_clock_that_goes_backwards_is_what_it_would_be()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "replaces functions of the C library of Linux");
        string clock = folder["backwards.so"];
        File.WriteAllText(folder["backwards.c"], Source);
        CliResult compiled = Shell.Run($"command -v cc > /dev/null || exit 77; cc -shared -fPIC -o '{clock}' '{folder["backwards.c"]}' -ldl");
        Assert.SkipWhen(compiled.ExitCode == 77, "needs a C compiler");
        Assert.Equal((0, ""), (compiled.ExitCode, compiled.Errors));
        string[] dates = Shell.Run($"LD_PRELOAD='{clock}' date +%s; LD_PRELOAD='{clock}' date +%Y").Output.Split('\n');
        Assert.Equal("2001", dates[1]);
        string artifacts = Directory.CreateDirectory(folder["artifacts"]).FullName;

        using (CliProcess first = Start())
        {
            first.WaitUntil(() => Directory.EnumerateFiles(artifacts, "checkpoint.bin", SearchOption.AllDirectories).Any());
            first.Kill();
        }

        using CliProcess second = Start();
        CliResult result = second.Result();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        TinyTraining.AssertUndisturbed(artifacts);

        CliProcess Start() => new(["run", "--no-figures", .. TinyTraining.Arguments, "--artifacts", artifacts], new Dictionary<string, string> { ["LD_PRELOAD"] = clock });
    }
}
