using RnnMemory.Basics;
using RnnMemory.Checks.Fuzz;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>Damaged files harm no reader, and the fuzzer would notice if they did.</summary>
public class FuzzTests
{
    private const int InputsPerReader = 100;

    private static readonly IReadOnlyList<byte[]> Valid = ["some valid content"u8.ToArray()];

    [Fact]
    public void Readers_accept_or_refuse_damaged_files_and_do_nothing_else()
    {
        IReadOnlyList<FuzzTarget> targets = FuzzTargets.All();

        FuzzReport report = new Fuzzer(targets, DateTime.UtcNow.Ticks).Run(0, InputsPerReader);

        Assert.Empty(report.Wrong);
        Assert.Equal(InputsPerReader * targets.Count, report.Inputs);
        Assert.InRange(report.Accepted, 1, report.Inputs - 1);
    }

    [Fact]
    public void Every_reader_accepts_what_is_valid()
    {
        string folder = Directory.CreateTempSubdirectory("rnn-memory-fuzz-").FullName;
        try
        {
            Assert.All(FuzzTargets.All(), target => Assert.All(target.Valid.Take(1), file => Assert.True(Accepts(target, file), target.Name)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        bool Accepts(FuzzTarget target, byte[] file)
        {
            try
            {
                return target.Read(file, folder);
            }
            catch (Exception error) when (error is UserError or InvalidDataException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Crash_is_found_and_named_with_its_input()
    {
        string wrong = Assert.Single(Fuzz((input, _) => input[1_000_000] == 0));

        Assert.StartsWith("reader, input 7 of seed 5: IndexOutOfRangeException", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_by_a_lying_header_is_found() =>
        Assert.Contains("allocated", Assert.Single(Fuzz((_, _) => new byte[100 << 20].Length > 0)), StringComparison.Ordinal);

    [Fact]
    public void Hang_is_found()
    {
        using ManualResetEventSlim released = new();

        IReadOnlyList<string> found = Fuzz((_, _) => Wait(released), TimeSpan.FromSeconds(1));
        released.Set();
        string wrong = Assert.Single(found);

        Assert.Contains("still not read", wrong, StringComparison.Ordinal);

        static bool Wait(ManualResetEventSlim released)
        {
            released.Wait(TestContext.Current.CancellationToken);
            return true;
        }
    }

    [Fact]
    public void Refusal_is_no_defect() => Assert.Empty(Fuzz((_, _) => throw new UserError("expected something else")));

    // A reader that takes this long hangs, however busy the machine is.
    private static IReadOnlyList<string> Fuzz(Func<byte[], string, bool> read, TimeSpan? hang = null) =>
        new Fuzzer([new FuzzTarget("reader", Valid, read)], seed: 5) { Hang = hang ?? TimeSpan.MaxValue }.Run(first: 7, count: 1).Wrong;
}
