using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>A run store with a run of another user.</summary>
public sealed class ForeignRunTests : IDisposable
{
    private const string Foreign = "digits/transposed@16@8@0.001+Epochs=2/seed-0";

    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose()
    {
        Shell.Run($"chmod -R u+rwX '{repository["."]}'");
        repository.Dispose();
    }

    [Theory]
    [InlineData("chmod 000 '{0}'")]
    [InlineData("chmod 000 '{0}'/*")]
    [InlineData("chmod 000 '{0}'/..")]
    public void Unreadable_run_is_named_and_the_others_are_audited(string close)
    {
        // Root may read everything, unless it gives that right up.
        bool isRoot = Environment.UserName == "root";
        Assert.SkipWhen(OperatingSystem.IsWindows() || (isRoot && !File.Exists("/usr/bin/setpriv")), "needs files that cannot be read");
        string drop = isRoot ? "setpriv --bounding-set -all --inh-caps -all --ambient-caps -all" : "";
        string run = Path.Combine(repository["artifacts"], "runs", Foreign);
        Shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, close, run));

        CliResult all = Shell.Run($"cd '{repository["."]}' && {drop} {Shell.RnnMemory} audit");
        CliResult one = Shell.Run($"cd '{repository["."]}' && {drop} {Shell.RnnMemory} audit {Foreign}");

        CliResult status = Shell.Run($"cd '{repository["."]}' && {drop} {Shell.RnnMemory} status {BareRepository.TinySettings}");

        Assert.Equal(2, status.ExitCode);
        Assert.Matches("^rnn-memory: Cannot read '[^\n]*\n$", status.Errors);
        Assert.Contains("2 runs: 1 done, 1 unreadable.", status.Output);
        Assert.Equal((2, 2), (all.ExitCode, one.ExitCode));
        Assert.StartsWith("rnn-memory: Cannot read '", all.Errors);
        Assert.Contains("denied. Make its files readable for this user, or move them out of the run store.", all.Errors);
        Assert.Equal(all.Errors.Length - 1, all.Errors.IndexOf('\n'));
        Assert.EndsWith("0 different. Runs: files of 1 fit together, of 0 do not.\n", all.Output);
        Assert.Equal((all.Errors, ""), (one.Errors, one.Output));
    }
}
