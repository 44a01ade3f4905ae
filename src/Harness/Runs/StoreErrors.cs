using RnnMemory.Basics;

namespace RnnMemory.Runs;

/// <summary>Turns failures of the file system into one-line errors that tell the user what to do.</summary>
internal static class StoreErrors
{
    /// <summary>Runs work on files below <paramref name="folder"/>.</summary>
    /// <exception cref="UserError">The file system refused.</exception>
    public static T Explain<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserError(
                $"Cannot keep runs in '{folder}': {error.Message} Free space or rights there, or choose another folder with --set Artifacts=FOLDER.", error);
        }
    }

    /// <inheritdoc cref="Explain{T}"/>
    public static void Explain(string folder, Action work) => Explain(folder, () =>
    {
        work();
        return true;
    });
}
