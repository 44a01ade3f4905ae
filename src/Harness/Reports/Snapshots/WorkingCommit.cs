using System.ComponentModel;
using System.Diagnostics;

namespace RnnMemory.Reports.Snapshots;

/// <summary>The commit that the working tree is based on, for the record of acceptances.</summary>
public static class WorkingCommit
{
    /// <summary>The commit's hash, with a mark if files outside expected/ differ from it; "unknown" without git.</summary>
    /// <param name="root">The repository's root.</param>
    public static string Of(string root)
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
