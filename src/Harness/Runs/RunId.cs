using System.Buffers;
using RnnMemory.Basics;

namespace RnnMemory.Runs;

/// <summary>Turns a run's id into a path, after checking that the path stays inside the store.</summary>
internal static class RunId
{
    private const int LongestId = 240;
    private const int LongestSegment = 200;

    // Endings that the store itself uses for files and folders beside or inside a run's folder.
    private static readonly string[] Reserved = [".json", ".jsonl", ".bin", ".lock", ".owner", ".token", ".tmp"];

    private static readonly SearchValues<char> Known =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@._-+=,");

    /// <summary>The folder of a run below <paramref name="root"/>.</summary>
    /// <exception cref="UserError">The id is not a relative path of known characters.</exception>
    public static string Folder(string root, string id)
    {
        string[] segments = id.Split('/');
        if (id.Length > LongestId || !segments.All(IsSegment))
        {
            throw new UserError(
                $"'{id}' is no run id: expected names like 'mnist/original@1@16@0.001/seed-0', at most {LongestId} characters of letters, digits and @._-+=, in parts of "
                + $"at most {LongestSegment} divided by '/'; no part is empty, starts or ends with '.', or ends like a file of the store ({string.Join(", ", Reserved)}).");
        }

        return Path.Combine([root, .. segments]);
    }

    private static bool IsSegment(string segment) =>
        segment.Length is > 0 and <= LongestSegment
        && !segment.AsSpan().ContainsAnyExcept(Known)
        && segment[0] != '.'
        && segment[^1] != '.'
        && !segment.Contains(".superseded-", StringComparison.OrdinalIgnoreCase)
        && !Reserved.Any(ending => segment.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
