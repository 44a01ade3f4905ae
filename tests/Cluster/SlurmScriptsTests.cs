using System.Diagnostics;
using RnnMemory.Cluster;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Cluster;

public sealed class SlurmScriptsTests
{
    private static readonly SlurmRequest Plain = new() { Time = "0-01:00:00" };

    [Fact]
    public void Array_has_a_task_for_each_of_the_manifest_and_asks_for_what_was_asked()
    {
        SlurmRequest request = new() { Time = "12:00:00", ArrayLimit = 7, Partition = "long", Options = ["--account=physics"] };

        string[] lines = Scripts(request).Array().Split('\n');

        Assert.Equal("#!/bin/bash", lines[0]);
        string[] expected =
        [
            $"#SBATCH --job-name={ManifestTests.Example().Name()}", "#SBATCH --array=0-1%7", "#SBATCH --requeue", "#SBATCH --signal=B:TERM@60",
            "#SBATCH --time=12:00:00", "#SBATCH --partition=long", "#SBATCH --open-mode=append", "#SBATCH --account=physics",
            "#SBATCH --output=/shared/cluster/x/logs/%a.txt", "#SBATCH --chdir=/shared/repository",
        ];
        Assert.Empty(expected.Except(lines));
        Assert.Equal("exec '/opt/rnn-memory' run --manifest '/shared/cluster/x/manifest.json' --task \"$SLURM_ARRAY_TASK_ID\" --plain", lines[^2]);
    }

    [Fact]
    public void Verdicts_and_page_are_made_at_full_size_only()
    {
        Assert.Contains("'/opt/rnn-memory' verdict > ", Scripts(Plain).Finish(withVerdicts: true), StringComparison.Ordinal);
        Assert.DoesNotContain("verdict", Scripts(Plain).Finish(withVerdicts: false), StringComparison.Ordinal);
    }

    // Slurm replaces %a and the like in paths, and splits its comments at spaces.
    [Fact]
    public void Paths_with_spaces_quotes_and_percent_signs_keep_their_meaning()
    {
        SlurmScripts scripts = new(ManifestTests.Example(), "/it's 5%a/x", "/r", ["/opt/my program"], Plain);

        Assert.Contains("#SBATCH \"--output=/it's 5%%a/x/logs/%a.txt\"\n", scripts.Array(), StringComparison.Ordinal);
        Assert.Contains("'/it'\\''s 5%a/x/manifest.json'", scripts.Array(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_are_sound_for_bash_and_run_the_program_with_the_task()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs bash");
        using TemporaryFolder folder = new();
        string program = folder["my program"];
        File.WriteAllText(program, "#!/bin/sh\nfor word in \"$@\"; do echo \"<$word>\"; done\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        SlurmScripts scripts = new(ManifestTests.Example(), folder["it's"], folder.Path, [program, "first"], Plain);

        string printed = Bash(folder, scripts.Array(), ("SLURM_ARRAY_TASK_ID", "1"));

        Assert.Equal($"<first>\n<run>\n<--manifest>\n<{folder["it's/manifest.json"]}>\n<--task>\n<1>\n<--plain>\n", printed);
        Assert.StartsWith("<first>\n<run>\n", Bash(folder, scripts.Finish(withVerdicts: false)));
    }

    [Fact]
    public void Tasks_are_read_as_squeue_prints_them()
    {
        SlurmTask[] tasks =
        [
            .. SlurmTask.Read("rnn-memory-1a|0|RUNNING|n1\nrnn-memory-1a|12|PENDING|(Resources)\nrnn-memory-1a-finish|N/A|PENDING|(Dependency)\nnonsense\n\n"),
        ];

        Assert.Equal(
            [
                new SlurmTask("rnn-memory-1a", 0, "RUNNING", "n1"), new SlurmTask("rnn-memory-1a", 12, "PENDING", "Resources"),
                new SlurmTask("rnn-memory-1a-finish", null, "PENDING", "Dependency"),
            ],
            tasks);
    }

    [Theory]
    [InlineData("PENDING", true)]
    [InlineData("RUNNING", true)]
    [InlineData("COMPLETING", true)]
    [InlineData("COMPLETED", false)]
    [InlineData("FAILED", false)]
    [InlineData("TIMEOUT", false)]
    [InlineData("CANCELLED", false)]
    [InlineData("NODE_FAIL", false)]
    [InlineData("OUT_OF_MEMORY", false)]
    public void Task_is_sent_again_only_if_Slurm_will_not_run_it(string state, bool isActive) =>
        Assert.Equal(isActive, new SlurmTask("a", 0, state, "").IsActive);

    private static SlurmScripts Scripts(SlurmRequest request) =>
        new(ManifestTests.Example(), "/shared/cluster/x", "/shared/repository", ["/opt/rnn-memory"], request);

    private static string Bash(TemporaryFolder folder, string script, params (string Name, string Value)[] environment)
    {
        string file = folder["script.sh"];
        File.WriteAllText(file, script);
        ProcessStartInfo start = new("bash", [file]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
