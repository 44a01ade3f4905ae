using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using RnnMemory.Basics;
using RnnMemory.Checks.Outcomes;
using RnnMemory.Cluster;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Faults;
using Xunit;

namespace RnnMemory.Tests.Cluster;

/// <summary>The examples of docs/scale.md for schedulers other than Slurm.</summary>
public sealed partial class OtherSchedulersTests
{
    private static string ReadExample(string path) => File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", path));

    [Fact]
    public void Kubernetes_job_fits_the_types_of_its_api()
    {
        V1Job job = KubernetesYaml.Deserialize<V1Job>(ReadExample("cluster/kubernetes-job.yaml"), strict: true);

        V1Container task = Assert.Single(job.Spec.Template.Spec.Containers);
        Assert.Equal(("batch/v1", "Job", "Indexed"), (job.ApiVersion, job.Kind, job.Spec.CompletionMode));
        Assert.Equal("Never", job.Spec.Template.Spec.RestartPolicy);
        Assert.Contains("exec /shared/rnn-memory/rnn-memory run --plain --task \"$JOB_COMPLETION_INDEX\" --manifest ", task.Args[0], StringComparison.Ordinal);
        Assert.Equal(job.Spec.Template.Spec.Volumes.Select(volume => volume.Name), task.VolumeMounts.Select(mount => mount.Name));
    }

    [Fact]
    public void Misspelt_field_of_the_job_is_noticed() => Assert.ThrowsAny<Exception>(() => KubernetesYaml.Deserialize<V1Job>(
        ReadExample("cluster/kubernetes-job.yaml").Replace("completionMode:", "completionmode:", StringComparison.Ordinal), strict: true));

    // The very line of the document, with this manifest's path and number of tasks.
    [Fact]
    public void Line_for_GNU_parallel_trains_every_task()
    {
        Assert.SkipUnless(Shell.Run("parallel --version 2> /dev/null | grep -q GNU").ExitCode == 0, "needs GNU parallel");
        using BareRepository repository = new();
        repository.OnTiny(new Dictionary<string, string> { ["PATH"] = "/nowhere" }, "submit", "--dry-run", "--task-minutes", "0");
        string manifest = Path.Combine(Assert.Single(Submissions.In(repository["artifacts"])).Folder, Manifest.FileName);
        string line = ParallelLine().Match(ReadExample("scale.md")).Value
            .Replace("./rnn-memory", Shell.RnnMemory, StringComparison.Ordinal)
            .Replace("seq 0 35", "seq 0 1", StringComparison.Ordinal)
            .Replace("MANIFEST", Path.GetRelativePath(repository["."], manifest), StringComparison.Ordinal);

        CliResult result = Shell.Run($"cd '{repository["."]}' && {line}");

        Assert.Equal(0, result.ExitCode);
        Directory.Delete(Submissions.FolderOf(repository["artifacts"]), recursive: true);
        using BareRepository undisturbed = BareRepository.WithTinyRuns();
        Assert.Empty(ArtifactsContent.Differences(ArtifactsContent.Of(undisturbed["artifacts/runs"]), ArtifactsContent.Of(repository["artifacts/runs"])));
    }

    [GeneratedRegex("^seq .*parallel.*$", RegexOptions.Multiline)]
    private static partial Regex ParallelLine();
}
