using System.Globalization;

namespace RnnMemory.Auditing;

/// <summary>
/// Seeds of draws that change with every commit: one test run checks a sample and can be repeated, many commits together check everything.
/// </summary>
public static class CommitDraw
{
    private const long WithoutCommit = 20_190_701;
    private const int Digits = 15;

    /// <summary>The commit's first 15 hexadecimal digits as a number; a fixed seed if the commit is unknown.</summary>
    /// <param name="commit">A commit's hash, perhaps with a remark after it.</param>
    public static long Seed(string commit) =>
        commit.Length >= Digits
        && long.TryParse(commit[..Digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long seed)
            ? seed
            : WithoutCommit;
}
