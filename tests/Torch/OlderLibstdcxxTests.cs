using System.Diagnostics;
using System.Text;
using RnnMemory.Basics;
using RnnMemory.Torch;
using Xunit;

namespace RnnMemory.Tests.Torch;

public sealed class OlderLibstdcxxTests : IDisposable
{
    private const string LinuxOnly = "The loader's version requirements, and the means of this test, are Linux's.";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-elf-");

    private string LibraryPath => Path.Combine(folder.FullName, "libLibTorchSharp.so");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Only_the_flag_of_the_one_requirement_changes()
    {
        byte[] before = SyntheticElf.Create();
        File.WriteAllBytes(LibraryPath, before);

        OlderLibstdcxx.Accept(LibraryPath);

        before[SyntheticElf.FlagsOffset] = 2;
        Assert.Equal(before, File.ReadAllBytes(LibraryPath));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void TorchSharps_own_library_changes_in_one_byte()
    {
        string built = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Assert.SkipUnless(File.Exists(built), $"{built} is not part of this build.");
        byte[] original = File.ReadAllBytes(built);

        // Found without the parser: the requirement's entry starts with the hash of its name. This build's copy may be marked.
        int entry = original.AsSpan().IndexOf(BitConverter.GetBytes(ElfHash("GLIBCXX_3.4.32")));
        Assert.True(entry > 0);
        original[entry + 4] = 0;
        File.WriteAllBytes(LibraryPath, original);

        OlderLibstdcxx.Accept(LibraryPath);

        original[entry + 4] = 2;
        Assert.True(original.AsSpan().SequenceEqual(File.ReadAllBytes(LibraryPath)));
    }

    [Fact]
    public void A_file_that_was_marked_before_needs_no_writing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), LinuxOnly);
        File.WriteAllBytes(LibraryPath, SyntheticElf.Create());
        OlderLibstdcxx.Accept(LibraryPath);
        using FileStream open = File.OpenRead(LibraryPath);

        OlderLibstdcxx.Accept(InUnwritableFolder(open));

        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Another_hard_link_and_the_times_stay_as_they_were()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip(LinuxOnly);
            return;
        }

        string cached = Path.Combine(folder.FullName, "cached.so");
        File.WriteAllBytes(cached, SyntheticElf.Create());
        File.SetUnixFileMode(cached, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetLastWriteTimeUtc(cached, new DateTime(2020, 2, 2, 0, 0, 0, DateTimeKind.Utc));
        Process.Start("ln", [cached, LibraryPath]).WaitForExit();

        OlderLibstdcxx.Accept(LibraryPath);

        Assert.Equal(SyntheticElf.Create(), File.ReadAllBytes(cached));
        Assert.NotEqual(SyntheticElf.Create(), File.ReadAllBytes(LibraryPath));
        Assert.Equal(File.GetLastWriteTimeUtc(cached), File.GetLastWriteTimeUtc(LibraryPath));
        Assert.Equal(File.GetUnixFileMode(cached), File.GetUnixFileMode(LibraryPath));
    }

    [Fact]
    public void Many_at_once_leave_one_good_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), LinuxOnly);
        File.WriteAllBytes(LibraryPath, SyntheticElf.Create());

        Parallel.For(0, 16, _ => OlderLibstdcxx.Accept(LibraryPath));

        byte[] expected = SyntheticElf.Create();
        expected[SyntheticElf.FlagsOffset] = 2;
        Assert.Equal(expected, File.ReadAllBytes(LibraryPath));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void A_file_cut_short_is_a_mistake_the_user_can_read()
    {
        File.WriteAllBytes(LibraryPath, SyntheticElf.Create()[..200]);

        var error = Assert.Throws<UserError>(() => OlderLibstdcxx.Accept(LibraryPath));

        Assert.Contains(LibraryPath, error.Message, StringComparison.Ordinal);
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
        Assert.Equal(200, new FileInfo(LibraryPath).Length);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_mistake_the_user_can_mend()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), LinuxOnly);
        File.WriteAllBytes(LibraryPath, SyntheticElf.Create());
        using FileStream open = File.OpenRead(LibraryPath);

        var error = Assert.Throws<UserError>(() => OlderLibstdcxx.Accept(InUnwritableFolder(open)));

        Assert.Contains("Make its folder writable", error.Message, StringComparison.Ordinal);
        Assert.Equal(SyntheticElf.Create(), File.ReadAllBytes(LibraryPath));
    }

    // Not even root can create files in the folder of open files.
    private static string InUnwritableFolder(FileStream open) => $"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}";

    // The System V ABI's hash of a symbol name.
    private static uint ElfHash(string name)
    {
        uint hash = 0;
        foreach (byte letter in Encoding.ASCII.GetBytes(name))
        {
            hash = (hash << 4) + letter;
            hash = (hash ^ ((hash & 0xf0000000) >> 24)) & 0x0fffffff;
        }

        return hash;
    }
}
