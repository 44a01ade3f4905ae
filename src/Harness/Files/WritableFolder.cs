using RnnMemory.Basics;

namespace RnnMemory.Files;

/// <summary>Checks before hours of training whether results can be written.</summary>
public static class WritableFolder
{
    /// <summary>Creates the folder if it is missing.</summary>
    /// <exception cref="UserError">The folder cannot be created or written.</exception>
    public static void Require(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string path = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            using FileStream probe = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"The artifacts folder '{folder}' cannot be written: {error.Message} Choose another with --artifacts.", error);
        }
    }
}
