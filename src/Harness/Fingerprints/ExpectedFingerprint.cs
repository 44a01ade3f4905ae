using RnnMemory.Basics;
using RnnMemory.Reports.Snapshots;

namespace RnnMemory.Fingerprints;

/// <summary>The committed hashes, with which other machines compare theirs.</summary>
public static class ExpectedFingerprint
{
    /// <summary>Their file.</summary>
    public static SnapshotName Name { get; } = SnapshotName.Of("Fingerprint", "Hashes", "txt");

    /// <summary>One line "hash  name" each.</summary>
    /// <exception cref="UserError">There is no such file.</exception>
    public static IReadOnlyList<string> Read()
    {
        string path = Path.Combine(RepositoryRoot.Find(), "expected", Name.VerifiedFile);
        return File.Exists(path)
            ? FingerprintText.Parse(File.ReadAllText(path)).Hashes
            : throw new UserError($"{path} is missing; the tests write what it should contain, and `{Launcher.Here("accept")}` keeps it.");
    }
}
