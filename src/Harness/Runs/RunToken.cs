using System.Globalization;

namespace RnnMemory.Runs;

/// <summary>
/// The fencing token of a run: the number in the name of the file NAME.N.token beside its lock. Whoever takes the run claims the next
/// number by creating that file, which even a network file system lets only one process do. The file with the highest number stays when
/// the run is released, so that numbers only grow.
/// </summary>
internal static class RunToken
{
    private const string Ending = ".token";
    private const int LinuxAndMacExists = 17;
    private const int WindowsExists = unchecked((int)0x80070050);

    /// <summary>Claims the number after the highest; null if another process has just claimed it.</summary>
    /// <param name="path">Path of the lock's files, without file name endings; its folder exists.</param>
    public static int? Claim(string path)
    {
        int next = Highest(path) + 1;
        return TryClaim(path, next) ? next : null;
    }

    /// <summary>Claims a number. Fails if another process has it or a higher one.</summary>
    /// <param name="path">Path of the lock's files, without file name endings; its folder exists.</param>
    /// <param name="number">The number.</param>
    public static bool TryClaim(string path, int number)
    {
        string file = FileOf(path, number);
        try
        {
            new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException error) when (error.HResult is LinuxAndMacExists or WindowsExists)
        {
            return false;
        }

        // The files of lower numbers are removed, so an old number could be created again.
        if (Highest(path) > number)
        {
            File.Delete(file);
            return false;
        }

        foreach (int lower in Numbers(path).Where(other => other < number))
        {
            File.Delete(FileOf(path, lower));
        }

        return true;
    }

    /// <summary>The highest number claimed so far; 0 if there is none.</summary>
    /// <param name="path">Path of the lock's files, without file name endings.</param>
    public static int Highest(string path) => Numbers(path).DefaultIfEmpty().Max();

    private static int[] Numbers(string path)
    {
        string name = Path.GetFileName(path);
        return
        [
            .. from file in Directory.GetFiles(Path.GetDirectoryName(path)!, $"{name}.*{Ending}")
               let text = Path.GetFileName(file)[(name.Length + 1)..^Ending.Length]
               where int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
               select int.Parse(text, CultureInfo.InvariantCulture),
        ];
    }

    private static string FileOf(string path, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.{number}{Ending}");
}
