using RnnMemory.Basics;

namespace RnnMemory.Checks.Machines;

/// <summary>The command line as it was built here.</summary>
internal static class BuiltProgram
{
    private const string FileName = "rnn-memory.dll";

    /// <summary>The path of its .dll: beside this program's, where tests have it, else in the command line's build output.</summary>
    /// <exception cref="UserError">It is not built.</exception>
    public static string Dll
    {
        get
        {
            // Build output is in PROJECT/bin/CONFIGURATION/FRAMEWORK.
            DirectoryInfo framework = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            string own = Path.Combine(framework.FullName, FileName);
            string built = Path.Combine(RepositoryRoot.Find(), "src", "Cli", "bin", framework.Parent!.Name, framework.Name, FileName);
            return File.Exists(own) ? own
                : File.Exists(built) ? built
                : throw new UserError($"{built} was not found. Build it first: dotnet build RnnMemory.sln.");
        }
    }
}
