using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>Files of images that are replaced between verification and use, or during use.</summary>
public sealed class SwappedDataTests : IDisposable
{
    private const int Train = 64;
    private const int Test = 32;

    private static readonly string[] Training =
    [
        "run", "mnist", "--set", "Mnist:DataSet=swapped", "--set", "Mnist:Files=a,b,c,d", "--set", "Mnist:Representations=original", "--set", "Mnist:LearningRates=1e-3",
        "--set", "Mnist:Hidden=8", "--set", "Mnist:Epochs=150", "--set", "Mnist:TrainingSubset=0", "--set", "Mnist:AccuracySubset=32", "--plain", "--no-figures",
    ];

    private readonly BareRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task Bytes_that_are_used_are_those_that_were_verified_while_the_file_is_replaced_all_the_time()
    {
        byte[] right = Idx.Of(Pixels(1, 4000), 4000);
        byte[][] contents = [right, Idx.Of(Pixels(2, 4000), 4000), Idx.Gzip(right), right[..^1]];
        string path = repository["swapped"];
        File.WriteAllBytes(path, right);
        using CancellationTokenSource stop = new();
        int swaps = 0;

        // On a dedicated thread, since all threads of the pool may be waiting for processes of other tests.
        Task swapping = Task.Factory.StartNew(
            () => Swap(path, contents, ref swaps, stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        (int taken, int refused) = (0, 0);

        // The loop ends early only after both sides have done much work, not because a busy machine let only one of them run.
        while ((taken < 100 || refused < 100) && Math.Min(taken + refused, Volatile.Read(ref swaps)) < 20_000 && !swapping.IsCompleted)
        {
            try
            {
                byte[] used = IdxImageSet.ReadVerified(path, 1, Idx.Sha256(right)).Values;
                Assert.Equal(right[8..], used);
                taken++;
            }
            catch (UserError)
            {
                refused++;
            }
        }

        await stop.CancelAsync();
        await swapping;
        Assert.InRange(taken, 100, int.MaxValue);
        Assert.InRange(refused, 100, int.MaxValue);
    }

    [Fact]
    public void Run_uses_what_it_read_and_counts_for_nothing_else()
    {
        WriteSet(labels: 1);
        using (CliProcess process = new(Training, new Dictionary<string, string> { ["RNN_MEMORY_OFFLINE"] = "1" }, repository[""]))
        {
            process.WaitUntil(() => Find("checkpoint.bin") is not null);
            WriteSet(labels: 2);
            CliResult swapped = process.Result();
            Assert.Equal((0, ""), (swapped.ExitCode, swapped.Errors));
        }

        string first = Epochs();

        CliResult other = repository.RunApart(Training);
        string second = Epochs();
        WriteSet(labels: 1);
        CliResult again = repository.RunApart(Training);

        Assert.Equal(0, other.ExitCode);
        Assert.Matches("was stored with other settings \\(dataHash: \"[0-9a-f]+\" -> \"[0-9a-f]+\"\\): kept as", other.Output + other.Errors);
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("trained", again.Output[..again.Output.IndexOf("Table 3", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(first, Epochs());
        Directory.Delete(repository["artifacts"], recursive: true);
        repository.RunApart(Training);
        Assert.Equal(Hashes(first), Hashes(Epochs()));
        Assert.NotEqual(Hashes(first), Hashes(second));
    }

    [Fact]
    public void Set_of_known_content_that_was_replaced_is_refused_with_both_hashes()
    {
        WriteSet(labels: 1, place: "data/mnist", ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]);

        CliResult result = repository.Run("run", "mnist", "--set", "Mnist:Representations=original");

        Assert.InRange(result.ExitCode, 1, 2);
        Assert.Matches("^rnn-memory: .*train-images-idx3-ubyte: expected SHA-256 ba891046[0-9a-f]+ of the uncompressed content, got [0-9a-f]{64}. Replace the file.[^\n]*\n$", result.Errors);
    }

    private static void Swap(string path, byte[][] contents, ref int swaps, CancellationToken stop)
    {
        System.Random random = new(0);
        while (!stop.IsCancellationRequested)
        {
            byte[] content = contents[random.Next(contents.Length)];
            if (random.Next(2) == 0)
            {
                File.WriteAllBytes(path + ".new", content);
                File.Move(path + ".new", path, overwrite: true);
            }
            else
            {
                using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
                stream.Write(content);
            }

            Interlocked.Increment(ref swaps);
        }
    }

    private static byte[] Pixels(int seed, int count)
    {
        byte[] pixels = new byte[count];
        new System.Random(seed).NextBytes(pixels);
        return pixels;
    }

    private static string[] Hashes(string epochs) =>
        [.. epochs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[line.IndexOf("\"stateHash\"", StringComparison.Ordinal)..][..90])];

    private void WriteSet(int labels, string place = "data/swapped", string[]? names = null)
    {
        names ??= ["a", "b", "c", "d"];
        Directory.CreateDirectory(repository[place]);
        Write(names[0], Idx.Of(Pixels(7, Train * 784), Train, 28, 28));
        Write(names[1], Idx.Of([.. Pixels(labels, Train).Select(b => (byte)(b % 10))], Train));
        Write(names[2], Idx.Of(Pixels(8, Test * 784), Test, 28, 28));
        Write(names[3], Idx.Of([.. Pixels(9, Test).Select(b => (byte)(b % 10))], Test));

        void Write(string name, byte[] content) => File.WriteAllBytes(repository[Path.Combine(place, name)], content);
    }

    private string? Find(string file) => Directory.Exists(repository["artifacts/runs"])
        ? Directory.EnumerateFiles(repository["artifacts/runs"], file, SearchOption.AllDirectories).FirstOrDefault(path => !path.Contains(".superseded-", StringComparison.Ordinal))
        : null;

    private string Epochs() => File.ReadAllText(Find("epochs.jsonl")!);
}
