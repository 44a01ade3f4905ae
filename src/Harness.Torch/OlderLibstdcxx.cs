using System.Buffers.Binary;
using RnnMemory.Basics;

namespace RnnMemory.Torch;

/// <summary>
/// TorchSharp's native library requires GLIBCXX_3.4.32 because of one symbol that is never called (std::ios_base_library_init), so it
/// does not load with a libstdc++ older than GCC 13's. It loads once that one requirement is marked weak, which is done only in the build
/// output's copy.
/// </summary>
internal static class OlderLibstdcxx
{
    /// <summary>The version that is required needlessly.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    private const string Library = "libstdc++.so.6";

    /// <summary>
    /// Marks the requirement weak; does nothing if it is weak already. The file is replaced, never modified: it may be a hard link into
    /// the package cache, another process may have it mapped, and several processes may do this at once.
    /// </summary>
    /// <exception cref="UserError">The file does not have the expected form, or its folder cannot be written.</exception>
    public static void Accept(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            Span<byte> flags = bytes.AsSpan(ElfVersionNeed.FlagsOffset(bytes, Library, Version), sizeof(ushort));
            ushort before = BinaryPrimitives.ReadUInt16LittleEndian(flags);
            if ((before & ElfVersionNeed.Weak) == 0)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(before | ElfVersionNeed.Weak));
                Replace(path, bytes);
                Console.Error.WriteLine($"This machine's libstdc++ has no {Version}; {path} now loads without it (one flag in this copy).");
            }
        }
        catch (InvalidDataException error)
        {
            throw new UserError($"Cannot make {path} load without {Version}: {error.Message}. Clean and build again, or install libstdc++ 13 or later.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Cannot make {path} load without {Version}: {error.Message} Make its folder writable, or install libstdc++ 13 or later.", error);
        }
    }

    private static void Replace(string path, byte[] bytes)
    {
        string beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
            }

            // With the time unchanged, the next build does not restore the original.
            File.SetLastWriteTimeUtc(beside, File.GetLastWriteTimeUtc(path));
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
