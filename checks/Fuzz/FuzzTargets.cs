using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RnnMemory.Auditing;
using RnnMemory.Checks.Damage;
using RnnMemory.Cluster;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Export;
using RnnMemory.Files;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Checks.Fuzz;

/// <summary>Every reader of files from other sources or from a disk, with small valid files for each.</summary>
internal static class FuzzTargets
{
    private const string Scratch = "input";

    /// <summary>All targets. Each call trains a run, whose files they need.</summary>
    public static IReadOnlyList<FuzzTarget> All()
    {
        (Dictionary<string, byte[]> finished, Dictionary<string, byte[]> unfinished) = Runs();
        byte[] checkpoint = finished["checkpoint.bin"];
        byte[][] checkpoints = [checkpoint, finished["best.bin"], unfinished["checkpoint.bin"]];
        return
        [
            new("idx images", [Idx(2, 5, 4)], (input, folder) => ReadIdx(input, folder, rank: 3)),
            new("idx labels", [Idx(9)], (input, folder) => ReadIdx(input, folder, rank: 1)),
            new("idx in gzip", [Idx(2, 5, 4)], (input, folder) => ReadIdx(Gzip(input), folder, rank: 3)),
            new("gzip", [Gzip(Idx(2, 5, 4)), Gzip(new byte[100_000])], (input, folder) => ReadIdx(input, folder, rank: 3)),
            new("csv", [Csv()], (input, _) => Digits.Parse(input) is not null),
            new("settings", [FuzzedSettings.Valid], FuzzedSettings.Read),
            new("run id", [Encoding.UTF8.GetBytes(SmallRun.Spec.Id), "mnist/original@1@16@0.001/seed-0"u8.ToArray()], StaysBelow),
            new("checkpoint", checkpoints, (input, _) => ReadCheckpoint(input)),
            new("checkpoint with its hash mended", checkpoints, (input, _) => ReadCheckpoint(Signed(input))),
            new("epoch records", [finished["epochs.jsonl"]], ReadRecords),
            new("compressed epoch records", [EpochFile.Compressed(finished["epochs.jsonl"])], ReadCompressedRecords),
            new("completion marker", [finished["done.json"]], (input, folder) => Completion.Read(Written(input, folder)) is not null),
            new("stored settings", [finished["spec.json"]], ReadSpec),
            new("settings of an audited run", [finished["spec.json"], Enlarged(finished["spec.json"])], (input, folder) => Audited(finished, input, folder)),
            new("manifest", [ManifestOfOneRun()], ReadManifest),
            .. finished.Select(file => Store(finished, file.Key)),
            .. ExportFormat.All.Select(Exported),
            new("npy in npz", Arrays(), (input, folder) => ReadModel(Zipped(input), folder, ".npz")),
        ];
    }

    private static (Dictionary<string, byte[]> Finished, Dictionary<string, byte[]> Unfinished) Runs()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("rnn-memory-fuzz-");
        try
        {
            FinishedRun run = SmallRun.Train(new RunStore(Path.Combine(root.FullName, "finished")));
            string other = Path.Combine(root.FullName, "unfinished");
            return (SmallRun.FilesOf(run.Folder), SmallRun.Unfinished(new RunStore(other), RunId.Folder(other, SmallRun.Spec.Id)));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    // A whole run with one damaged file: whatever is still read of the run must equal the recorded values.
    private static FuzzTarget Store(Dictionary<string, byte[]> files, string damaged) => new($"{damaged} of a run", [files[damaged]], (input, folder) =>
    {
        RunStore store = new(folder, notice: _ => { });
        Write(files, damaged, input, folder);
        store.Look(SmallRun.Spec.Id);
        store.FinishedIds();
        store.Reached(SmallRun.Identity, SmallRun.UpdatesPerEpoch);
        FinishedGlance? glance = store.Glance(SmallRun.Identity);
        if (store.Find(SmallRun.Identity) is not { } found)
        {
            return glance is null ? false : throw new InvalidOperationException("status would show a run that is not believed");
        }

        byte[] records = files["epochs.jsonl"];
        string[] hashes = [.. Encoding.UTF8.GetString(records).Split('\n')[..^1].Select(line => EpochLog.TryParse(line)!.StateHash)];
        return found.Epochs.Select(epoch => epoch.StateHash).SequenceEqual(hashes)
            ? true
            : throw new InvalidOperationException("the run was believed with other records than it was trained to");
    });

    private static void Write(Dictionary<string, byte[]> files, string damaged, byte[] input, string folder)
    {
        string run = RunId.Folder(folder, SmallRun.Spec.Id);
        Directory.CreateDirectory(run);
        foreach ((string name, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(run, name), name == damaged ? input : content);
        }
    }

    // An audit opens the task and the states that the settings describe, whatever sizes they claim.
    private static bool Audited(Dictionary<string, byte[]> files, byte[] input, string folder)
    {
        Write(files, "spec.json", input, folder);
        return AuditedRun.Read(folder, SmallRun.Spec.Id, EngineCatalog.Known).Findings.Count == 0;
    }

    // Each number is the largest that fits.
    private static byte[] Enlarged(byte[] spec) => Encoding.UTF8.GetBytes(
        Regex.Replace(Encoding.UTF8.GetString(spec), "(?<=\"spec\": \\{.*): [0-9]+(?=,?\n)", $": {int.MaxValue}", RegexOptions.Singleline));

    private static bool ReadIdx(byte[] input, string folder, int rank) => IdxFile.Read(Written(input, folder), rank).Values.Length > 0;

    private static bool StaysBelow(byte[] input, string folder)
    {
        string path = Path.GetFullPath(RunId.Folder(folder, Encoding.UTF8.GetString(input)));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? true
            : throw new InvalidOperationException($"'{path}' is outside the store");
    }

    private static bool ReadCheckpoint(byte[] input)
    {
        Checkpoint.IsOfAnotherVersion(input);
        Checkpoint.IdentityIn(input);
        return Checkpoint.Decode(input, SmallRun.Identity, SmallRun.UpdatesPerEpoch) is not null;
    }

    private static bool ReadRecords(byte[] input, string folder)
    {
        string path = Written(input, folder);
        EpochLog.Glance(path);
        LogMark mark = new(input.Length, Sha256Text.Of(input));
        (int count, EpochRecord? last) = EpochLog.ReadLast(path, mark);
        List<EpochRecord> records = EpochLog.Read(path, mark);
        return records.Count == count && records.LastOrDefault()?.StateHash == last?.StateHash
            ? count > 0
            : throw new InvalidOperationException("the last record is another one when it is read alone");
    }

    // The damage goes through the decompressor; the readers of lines have a target of their own.
    private static bool ReadCompressedRecords(byte[] input, string folder)
    {
        string path = Path.Combine(folder, "epochs.jsonl");
        File.WriteAllBytes(path + EpochFile.Extension, input);
        return EpochFile.Read(path) is [.., (byte)'\n'];
    }

    private static byte[] ManifestOfOneRun()
    {
        string folder = Directory.CreateTempSubdirectory("rnn-memory-fuzz-").FullName;
        try
        {
            string path = Path.Combine(folder, Manifest.FileName);
            new Manifest
            {
                Format = Manifest.CurrentFormat,
                Written = DateTime.UnixEpoch,
                Commit = "abc",
                Numerics = SmallRun.Identity.Numerics,
                Experiments = ["Increment"],
                Profile = "quick",
                Settings = new Dictionary<string, string> { ["Increment:Epochs"] = "3", ["Seeds"] = "0-4,9" },
                Artifacts = "artifacts",
                Attempts = 5,
                Tasks = [new ManifestTask([new ManifestRun(SmallRun.Spec.Id, SmallRun.Identity.Hash)]) { Seconds = 1.5 }],
            }.Write(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool ReadManifest(byte[] input, string folder)
    {
        Manifest manifest = Manifest.Read(Written(input, folder));
        return manifest.Name().Length > 0 && manifest.Task(0).Runs.All(run => RunId.Folder(folder, run.Id).Length > 0);
    }

    private static bool ReadSpec(byte[] input, string folder)
    {
        string path = Written(input, folder);
        StoredSpec.IdentityHash(path);
        StoredSpec.Read(path);
        return StoredSpec.Difference(path, SmallRun.Identity) is null;
    }

    private static bool ReadModel(byte[] input, string folder, string ending)
    {
        string path = Path.Combine(folder, Scratch + ending);
        File.WriteAllBytes(path, input);
        return ModelExport.Read(path, SmallRun.Spec.Model).Length > 0;
    }

    private static string Written(byte[] input, string folder)
    {
        string path = Path.Combine(folder, Scratch);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static byte[] Signed(byte[] checkpoint) => checkpoint.Length < SHA256.HashSizeInBytes
        ? checkpoint
        : [.. checkpoint[..^SHA256.HashSizeInBytes], .. SHA256.HashData(checkpoint.AsSpan(..^SHA256.HashSizeInBytes))];

    private static byte[] Idx(params byte[] dimensions) =>
    [
        0, 0, 8, (byte)dimensions.Length,
        .. dimensions.SelectMany(dimension => new byte[] { 0, 0, 0, dimension }),
        .. Enumerable.Range(0, dimensions.Aggregate(1, (product, dimension) => product * dimension)).Select(value => (byte)value),
    ];

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream file = new();
        using (GZipStream gzip = new(file, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return file.ToArray();
    }

    // Slightly more lines than the embedded file must have.
    private static byte[] Csv() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1600).Select(line =>
        string.Join(',', Enumerable.Range(0, 64).Select(k => ((line + k) % 17).ToString(CultureInfo.InvariantCulture))) + $",{line % 10}\n")));

    private static IReadOnlyList<NamedTensor> Tensors() =>
        PyTorchLayout.FromParameters(SmallRun.Spec.Model, Initialisation.Parameters(SmallRun.Spec.Model, SmallRun.Spec.Seed));

    private static FuzzTarget Exported(ExportFormat format)
    {
        ModelSpec model = SmallRun.Spec.Model;
        IReadOnlyList<NamedTensor> tensors = format.Tensors(model, Initialisation.Parameters(model, SmallRun.Spec.Seed));
        byte[] valid = format.Write(model, tensors, new Dictionary<string, string> { ["run"] = SmallRun.Spec.Id });
        return new FuzzTarget(format.Ending.TrimStart('.'), [valid], (input, folder) => ReadModel(input, folder, format.Ending));
    }

    private static byte[][] Arrays() => [.. Tensors().Select(NpyArray.Encode)];

    // The damaged array takes the place of the first.
    private static byte[] Zipped(byte[] array)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((NamedTensor tensor, int index) in Tensors().Select((tensor, index) => (tensor, index)))
            {
                using Stream entry = zip.CreateEntry(tensor.Name + ".npy", CompressionLevel.NoCompression).Open();
                entry.Write(index == 0 ? array : NpyArray.Encode(tensor));
            }
        }

        return file.ToArray();
    }
}
