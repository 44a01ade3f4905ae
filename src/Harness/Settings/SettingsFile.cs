using System.Text;
using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Settings;

/// <summary>Reads a JSON settings file, with line numbers for error messages.</summary>
internal static class SettingsFile
{
    // A thousand times the paper's settings.
    private const int LargestFile = 4 * 1024 * 1024;

    /// <summary>The assignments in the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">The known settings, which tell whether a name is a list, a section or a value.</param>
    /// <exception cref="UserError">
    /// The file cannot be read, is not a JSON object, contains a setting twice, or has a list or an object where none is expected.
    /// </exception>
    public static IReadOnlyList<SettingAssignment> Read(string path, SettingKeys keys) =>
        new SettingsFileReader(path, Content(path), keys).Read();

    private static byte[] Content(string path)
    {
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(BoundedFile.ReadAll(path, LargestFile));
            return Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        }
        catch (Exception error) when (error is NotRegularException or InvalidDataException)
        {
            throw new UserError($"Settings file {path}: {error.Message}. Write the settings to a file of their own.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Settings file {path} cannot be read: {error.Message}", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new UserError($"Settings file {path} is not UTF-8 text.", error);
        }
    }
}
