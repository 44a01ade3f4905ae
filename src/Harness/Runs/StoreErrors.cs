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
        catch (Exception error) when (IsRefusal(error))
        {
            throw new UserError(
                $"Cannot keep runs in '{folder}': {error.Message} Free space or rights there, or choose another folder with --set Artifacts=FOLDER.", error);
        }
    }

    /// <summary>Runs work on files below a folder that no setting can replace by another.</summary>
    /// <exception cref="UserError">The file system refused.</exception>
    public static T ExplainFolder<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsRefusal(error))
        {
            throw new UserError($"Cannot work on '{folder}': {error.Message} Free space or rights there.", error);
        }
    }

    /// <summary>Runs work that only reads files below <paramref name="folder"/>.</summary>
    /// <param name="folder">A folder with runs, or a run's folder.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="UserError">The file system refused.</exception>
    public static T ExplainReading<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsRefusal(error))
        {
            throw Unreadable(folder, error);
        }
    }

    /// <summary>The error that a folder, or a file below it, cannot be read.</summary>
    public static UserError Unreadable(string folder, Exception error) => new(
        $"Cannot read '{folder}': {error.Message} Make its files readable for this user, or move them out of the run store.", error);

    private static bool IsRefusal(Exception error) => error is IOException or UnauthorizedAccessException or InvalidDataException;

    /// <inheritdoc cref="Explain{T}"/>
    public static void Explain(string folder, Action work) => Explain(folder, () =>
    {
        work();
        return true;
    });
}
