namespace RnnMemory.Basics;

/// <summary>
/// The script at the repository's top that starts the command line. Every text that tells somebody to run a command takes the command from
/// here, so that it works when it is pasted there.
/// </summary>
public static class Launcher
{
    /// <summary>The script's file name, without the ending that it has on Windows.</summary>
    public const string Name = "rnn-memory";

    /// <summary>A command in documents and on the page, which are the same on every system; PowerShell takes this form too.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    public static string InDocuments(string arguments) => $"./{Name} {arguments}";

    /// <summary>A command in messages, in the form of this system.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    public static string Here(string arguments) => OperatingSystem.IsWindows() ? $@".\{Name} {arguments}" : InDocuments(arguments);

    /// <summary>The script as the current folder calls it, for a command whose arguments may be relative to that folder.</summary>
    public static string FromCurrentFolder()
    {
        string path = CurrentFolder.Shorten(Path.Combine(RepositoryRoot.Find(), Name));
        return Path.GetFileName(path) == path ? Path.Combine(".", path) : path;
    }
}
