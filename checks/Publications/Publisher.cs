using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Checks.Machines;
using RnnMemory.Reports.Snapshots;

namespace RnnMemory.Checks.Publications;

/// <summary>Makes publications: the program with the runtime, and what it reads of the repository.</summary>
internal static class Publisher
{
    // What an older publication's program has written or downloaded.
    private static readonly string[] Kept = ["artifacts", "data"];

    // Files and folders of the repository that commands read.
    private static readonly string[] Read =
        [Path.Combine("experiments", "settings"), "expected", Path.Combine("docs", "verdict-rule.md"), Path.Combine("docs", "table-2.md"), "LICENSE", "NOTICE"];

    /// <summary>Makes or replaces artifacts/publish/RUNTIME and returns its path. Artifacts and data in it stay.</summary>
    /// <exception cref="UserError">It cannot be built, or files of the old one are in use.</exception>
    public static string Publish(PublishedRuntime runtime)
    {
        string root = RepositoryRoot.FindClone("publish");
        string all = Path.Combine(root, "artifacts", "publish");
        string made = Path.Combine(all, ".build", "publication");
        string folder = Path.Combine(all, runtime.Name);
        try
        {
            Remove(made);
            Build(runtime, root, made);
            foreach (string read in Read)
            {
                CopyInto(made, root, read);
            }

            new Publication(made, WorkingCommit.Of(root)).Mark(runtime.Name);
            FolderTree.Replace(folder, made, Kept);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"'{folder}' cannot be made: {error.Message} End programs that run from it, and publish again.", error);
        }

        return folder;
    }

    private static void Build(PublishedRuntime runtime, string root, string folder)
    {
        ProcessStartInfo start = new(
            Machine.This.Command[0],
            [
                "publish", Path.Combine("src", "Cli"), "-c", "Release", $"-p:Publication={runtime.Name}", "-o", folder, "--nologo", "-v", "quiet",
                "--disable-build-servers",
            ])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        using Process build = Process.Start(start)!;
        string said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
        {
            Console.Error.Write(said);
            throw new UserError($"The publication for {runtime.Name} could not be built; what the build said is above.");
        }
    }

    // What a test received is not accepted, and so no part of a publication.
    private static void CopyInto(string folder, string root, string name)
    {
        string from = Path.Combine(root, name), to = Path.Combine(folder, name);
        if (Directory.Exists(from))
        {
            FolderTree.Copy(from, to, path => !Path.GetFileName(path).Contains(".received.", StringComparison.Ordinal));
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
