using System.ComponentModel;
using System.Diagnostics;
using RnnMemory.Basics;

namespace RnnMemory.Reports.Snapshots;

/// <summary>The commit that the program comes from, for the record of acceptances.</summary>
public static class WorkingCommit
{
    /// <summary>
    /// The hash of the commit that the working tree is based on, with a mark if files outside expected/ differ from it; "unknown" without
    /// git. For a publication, which may lie within a working tree of another commit, the one that it was made from.
    /// </summary>
    /// <param name="root">The repository's root, or the publication's.</param>
    public static string Of(string root) => Publication.In(root)?.Commit ?? OfWorkingTree(root);

    private static string OfWorkingTree(string root)
    {
        string? hash = Git(root, "rev-parse", "HEAD");
        bool changed = Git(root, "status", "--porcelain", "--untracked-files=no", "--", ".", ":!expected") is { Length: > 0 };
        return hash is null ? "unknown" : changed ? $"{hash} with uncommitted changes" : hash;
    }

    private static string? Git(string root, params string[] arguments)
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", ["-C", root, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            string output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
