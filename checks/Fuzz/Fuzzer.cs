using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Streams;

namespace RnnMemory.Checks.Fuzz;

/// <summary>
/// Feeds mutated inputs to readers, which must not crash, hang, or allocate more memory than the input justifies. An input is a function
/// of the seed, the target and its number, so a finding can be repeated.
/// </summary>
/// <param name="targets">The readers.</param>
/// <param name="seed">Seed of the mutations.</param>
internal sealed class Fuzzer(IReadOnlyList<FuzzTarget> targets, long seed)
{
    // Allocation limit: the base allocation of the largest reader (a megabyte of growing buffer, JSON of all settings), plus an amount
    // per byte of input; deflate expands a byte to up to a thousand.
    private const long AllocationBase = 16 << 20;
    private const long AllocationPerByte = 3 * 1032;

    /// <summary>A reader that takes longer than this for one input counts as hanging.</summary>
    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Tries inputs first..first+count-1 of every target, with one worker per processor.</summary>
    public FuzzReport Run(long first, long count)
    {
        FuzzReport report = new() { Targets = targets.Count };
        long next = 0;
        long total = count * targets.Count;
        Worker[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Worker())];
        Thread[] threads = [.. workers.Select(worker => new Thread(() =>
        {
            for (long i = Interlocked.Increment(ref next) - 1; i < total; i = Interlocked.Increment(ref next) - 1)
            {
                worker.Try(targets[(int)(i % targets.Count)], seed, first + (i / targets.Count), report);
            }
        }) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        try
        {
            while (!Array.TrueForAll(threads, thread => thread.Join(TimeSpan.FromMilliseconds(100))))
            {
                if (Array.Find(workers, worker => worker.Busy > Hang) is { } hanging)
                {
                    report.Add(false, 0, hanging.Busy, $"{hanging.Input}: still not read after {Hang.TotalSeconds} s");
                    return report;
                }
            }
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }

        return report;
    }

    private sealed class Worker : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("rnn-memory-fuzz-").FullName;
        private long started;

        public string Input { get; private set; } = "";

        public TimeSpan Busy => Volatile.Read(ref started) is var since && since == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(since);

        public void Try(FuzzTarget target, long seed, long number, FuzzReport report)
        {
            WordSequence words = new RandomStream(seed, "fuzz/" + target.Name).At((ulong)number);
            byte[] input = Mutator.Mutate(target.Valid, ref words);
            Input = $"{target.Name}, input {number} of seed {seed}";
            Volatile.Write(ref started, Stopwatch.GetTimestamp());
            long before = GC.GetAllocatedBytesForCurrentThread();
            (bool accepted, string? wrong) = Read(target, input);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            TimeSpan time = Busy;
            Volatile.Write(ref started, 0);
            if (wrong is null && allocated > AllocationBase + (AllocationPerByte * input.Length))
            {
                wrong = $"allocated {allocated} bytes for {input.Length} bytes of input";
            }

            report.Add(accepted, allocated, time, wrong is null ? null : $"{Input}: {wrong}");
        }

        public void Dispose()
        {
            if (Busy == TimeSpan.Zero)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        private (bool Accepted, string? Wrong) Read(FuzzTarget target, byte[] input)
        {
            try
            {
                return (target.Read(input, folder), null);
            }
            catch (Exception error) when (error is UserError or InvalidDataException)
            {
                return (false, null);
            }
            catch (Exception error)
            {
                return (false, $"{error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }
        }
    }
}
