using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Checks.Machines;
using RnnMemory.Checks.Outcomes;

namespace RnnMemory.Checks.Publications;

/// <summary>
/// Tries publications: a copy outside of the repository, started from another folder, with nothing on PATH, must have the accepted
/// fingerprint and make the same files as the program that was built in the repository.
/// </summary>
internal sealed class PublicationTrial : IDisposable
{
    private static readonly string[] NotIncluded = ["torch", "xunit", "testhost", "TestPlatform"];

    // Six networks with a table and a figure: seconds under an emulator.
    private static readonly string[] Tiny =
    [
        "increment", "--set", "Increment:Sizes=2x4", "--set", "Increment:Epochs=1", "--set", "Increment:UpdatesPerEpoch=40",
        "--set", "Increment:CurveEvery=20", "--set", "Increment:CurveAlsoAt=0", "--set", "Increment:Holdout=200", "--set", "Increment:CurveHoldout=100",
    ];

    private const string TinyStatus = "6 runs: 6 done.";

    private readonly DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("rnn-memory publication ");
    private readonly string started;
    private readonly Lazy<SortedDictionary<string, string>> built;

    public PublicationTrial()
    {
        started = elsewhere.CreateSubdirectory("started here").FullName;
        built = new(BuiltProgramsFiles);
    }

    /// <summary>Publishes for a runtime, and tries it.</summary>
    /// <exception cref="UserError">It cannot be published.</exception>
    public PublicationResult Of(PublishedRuntime runtime)
    {
        Console.Error.WriteLine($"{runtime.Name} ...");
        Stopwatch watch = Stopwatch.StartNew();
        string folder = Publisher.Publish(runtime);
        PublicationResult result = new(runtime, FolderTree.Megabytes(folder), watch.Elapsed.TotalSeconds);
        if (Amiss(runtime, folder) is { } wrong)
        {
            return result with { Wrong = wrong };
        }

        return runtime.Machine.Missing is { } missing ? result with { NotRun = missing } : Run(result, folder);
    }

    public void Dispose() => elsewhere.Delete(recursive: true);

    /// <summary>What a publication lacks or should not have; null if nothing.</summary>
    internal static string? Amiss(PublishedRuntime runtime, string folder)
    {
        string[] names = [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
        string? missing = runtime.NativeLibraries.Append(runtime.Program).Except(names).FirstOrDefault();
        string? tooMuch = names.FirstOrDefault(name => NotIncluded.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        return missing is not null ? $"{missing} is missing" : tooMuch is not null ? $"{tooMuch} should not be in it" : null;
    }

    private PublicationResult Run(PublicationResult result, string folder)
    {
        string copy = elsewhere.CreateSubdirectory(result.Runtime.Name).FullName;
        FolderTree.Copy(folder, copy, _ => true);
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            string fingerprint = Expect(result.Runtime, copy, 0, "fingerprint", "--check").TrimEnd().Split('\n')[^1];
            _ = Expect(result.Runtime, copy, 0, ["run", .. Tiny]);
            string status = Expect(result.Runtime, copy, 0, ["status", .. Tiny]).TrimEnd().Split('\n')[^1];
            _ = Expect(result.Runtime, copy, ProgramErrors.BadInput, "documents");
            SortedDictionary<string, string> files = Files(Path.Combine(copy, "artifacts"));
            string? different = ArtifactsContent.Differences(files, built.Value).FirstOrDefault();
            return result with
            {
                Fingerprint = fingerprint,
                EqualFiles = files.Count - ArtifactsContent.Differences(files, built.Value).Count(),
                RunSeconds = watch.Elapsed.TotalSeconds,
                Wrong = status != TinyStatus ? $"status ends with '{status}', not with '{TinyStatus}'"
                    : different is not null ? $"{different} differs from the file that the built program makes"
                    : null,
            };
        }
        catch (UnexpectedEndException error)
        {
            return result with { RunSeconds = watch.Elapsed.TotalSeconds, Wrong = error.Message };
        }
    }

    // The output of a published program's command.
    private string Expect(PublishedRuntime runtime, string folder, int expected, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["PATH"] = started, ["RNN_MEMORY_OFFLINE"] = "1" };
        (int exitCode, string output, string errors) =
            CleanProcess.Run(runtime.Machine, [Path.Combine(folder, runtime.Program), .. arguments], environment, started);
        return exitCode == expected
            ? output
            : throw new UnexpectedEndException($"{arguments[0]} ended with {exitCode}, not {expected}: {CleanProcess.Cause(errors + output)}");
    }

    private SortedDictionary<string, string> BuiltProgramsFiles()
    {
        string artifacts = elsewhere.CreateSubdirectory("built program").FullName;
        (int exitCode, _, string errors) = CleanProcess.Run(
            Machine.This, [BuiltProgram.Dll, "run", .. Tiny, "--artifacts", artifacts], new Dictionary<string, string>());
        return exitCode == 0 ? Files(artifacts) : throw new UserError($"The built program ended with {exitCode}: {CleanProcess.Cause(errors)}");
    }

    // spec.json says what trained a run.
    private static SortedDictionary<string, string> Files(string artifacts) =>
        new(ArtifactsContent.Of(artifacts).Where(file => Path.GetFileName(file.Key) != "spec.json").ToDictionary(), StringComparer.Ordinal);

    private sealed class UnexpectedEndException(string message) : Exception(message);
}
