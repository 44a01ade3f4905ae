using System.Buffers.Binary;
using RnnMemory.Basics;

namespace RnnMemory.Torch;

/// <summary>
/// TorchSharp's native library asks for GLIBCXX_3.4.32 on account of one symbol that is never called
/// (std::ios_base_library_init), so it does not load where libstdc++ is older than GCC 13's. Marking that one requirement
/// weak, in the build output's copy only, makes it load.
/// </summary>
internal static class OlderLibstdcxx
{
    /// <summary>The version that is asked for needlessly.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    private const string Library = "libstdc++.so.6";

    /// <summary>
    /// Marks the requirement weak; does nothing if it is so already. The file is replaced, never written: it may be a hard
    /// link into the package cache, another process may have it mapped, and several processes may do this at once.
    /// </summary>
    /// <exception cref="UserError">The file is not what it should be, or its folder cannot be written.</exception>
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

            // An unchanged time keeps the next build from linking the original back.
            File.SetLastWriteTimeUtc(beside, File.GetLastWriteTimeUtc(path));
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
