using System.Text;
using RnnMemory.Basics;

namespace RnnMemory.Files;

/// <summary>Writes whole files, so that a reader never sees part of one: UTF-8 without byte order mark, LF.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, string text) => Write(path, Utf8.GetBytes(ToLf(text)));

    /// <exception cref="UserError">The folder or file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(CurrentFolder.Resolve(path))!);
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                FileBytes.Write(stream, bytes);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new UserError($"Cannot write '{path}': {e.Message}", e);
        }
    }

    /// <summary>Turns CRLF into LF: a checkout on Windows may have CRLF, which comparisons must ignore.</summary>
    public static string ToLf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
