using RnnMemory.Basics;
using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Sections;
using RnnMemory.Engines.Simd;
using RnnMemory.Reports;
using RnnMemory.Torch;

namespace RnnMemory.Bench;

/// <summary>The benchmark: sections of tables and figures, all measured in this process.</summary>
public static class Benchmarks
{
    private static readonly Dictionary<string, Func<BenchRequest, Action<string>, Report>> ByName = new(StringComparer.Ordinal)
    {
        ["steps"] = TrainingStepSection.Run,
        ["kernels"] = (_, progress) => KernelSection.Run(progress),
        ["evaluation"] = EvaluationSection.Run,
        ["epoch"] = EpochSection.Run,
        ["scaling"] = (_, progress) => ScalingSection.Run(progress),
        ["workers"] = (_, progress) => WorkersSection.Run(progress),
        ["denormals"] = (request, progress) => DenormalSection.Run(request.Repeats, progress),
    };

    /// <summary>The sizes measured by default: the paper's.</summary>
    public static IReadOnlyList<string> Sizes { get; } = ["2x32", "10x7", "4x15", .. PaperCases.ImageSizes.Keys];

    /// <summary>Every section, in the order they run.</summary>
    public static IReadOnlyCollection<string> Sections => ByName.Keys;

    /// <summary>Measures section by section; each section's report is returned before the next begins.</summary>
    /// <param name="request">What to measure.</param>
    /// <param name="progress">Gets one line for each thing that is measured.</param>
    /// <exception cref="UserError">
    /// A name or number is impossible, or libtorch cannot be loaded. Thrown before anything is measured.
    /// </exception>
    /// <exception cref="CheckFailedException">An engine computes wrong values.</exception>
    public static IEnumerable<Report> Run(BenchRequest request, Action<string> progress)
    {
        if (request.Repeats < 1)
        {
            throw new UserError($"--repeats must be at least 1, not {request.Repeats}.");
        }

        _ = PaperCases.Of(request);
        Func<BenchRequest, Action<string>, Report>[] sections =
            [.. request.Sections
                .Select(name => ByName.TryGetValue(name, out var section) ? section : throw UserError.Unknown("section", name, ByName.Keys))];
        LibTorch.Load();
        return sections.Select(section => section(request, progress)).Prepend(MachineSection.Run());
    }

    /// <summary>Takes a few seconds and throws if a kernel has become slow. Null if there is nothing to compare with.</summary>
    /// <exception cref="CheckFailedException">An engine computes wrong values, or is slower than it should be.</exception>
    public static Report? Guard(Action<string> progress)
    {
        if (SimdEngine.Lanes < 8)
        {
            return null;
        }

        LibTorch.Load();
        return GuardSection.Run(progress);
    }
}
