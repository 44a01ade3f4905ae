using System.Reflection;
using RnnMemory.Experiments;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>
/// The compiled library calls no method whose bits depend on the machine. The TorchSharp engine does not promise its bits, and the
/// programs around the library compute nothing that is recorded.
/// </summary>
public sealed class BannedOperationTests
{
    private const string Fused = "fused multiply-add where there may be no instruction for it";

    // The namespace that gives verdicts.
    private const string Verdicts = "RnnMemory.Paper";

    private static readonly (string Where, string Operation, string Reason)[] Allowed =
    [
        ("RnnMemory.Numerics.FloatFma", Fused, "asks for the instruction first and emulates it otherwise: the one place for scalars"),
        ("RnnMemory.Numerics.Lanes4", Fused, "the engine takes this width only where the instruction exists"),
        ("RnnMemory.Numerics.Lanes8", Fused, "the same"),
        ("RnnMemory.Numerics.Lanes16", Fused, "the same"),
        ("RnnMemory.Reports.NiceScale", "transcendental functions", "ticks of an axis; no recorded number depends on them"),
        ("RnnMemory.Reports.LineDrawing", "transcendental functions", "where a point lies on a logarithmic axis; snapshots hold no such figure"),
        ("RnnMemory.Runs.RunScheduler", "transcendental functions", "a guess at the cost of a run, for the order of runs and the time left"),
        (Verdicts, "transcendental functions", "logits and logarithms of recorded numbers; verdicts show few digits of what follows"),
        (Verdicts, "LINQ sums of floating-point numbers", "the same"),
        ("RnnMemory.Fingerprints.Hardware", "transcendental functions", "shows how they differ between machines; its text is no hash that must be equal"),
        ("RnnMemory.Auditing.Replay", "LINQ sums of floating-point numbers", "seconds that a replay may take"),
        ("RnnMemory.Cluster.TaskPacking", "LINQ sums of floating-point numbers", "seconds that tasks may take"),
        ("RnnMemory.Runs.RecordedRuns", "LINQ sums of floating-point numbers", "seconds that a recorded run took, for what training it again may cost"),
    ];

    public static TheoryData<string> Samples() =>
        [.. typeof(BannedSamples).GetMethods().Where(method => method.IsDefined(typeof(BannedSamples.BreaksAttribute))).Select(method => method.Name)];

    [Fact]
    public void Library_and_experiments_call_no_banned_operation_but_where_it_is_allowed_for_a_reason()
    {
        (string Where, string Operation, string Call)[] found =
        [
            .. from assembly in new[] { typeof(FloatFma).Assembly, typeof(ExperimentCatalog).Assembly }
               from type in assembly.GetTypes()
               from finding in In(type)
               select (PlaceOf(type), finding.Operation.Name, finding.Call),
        ];
        (string, string)[] allowed = [.. Allowed.Select(allowance => (allowance.Where, allowance.Operation))];

        Assert.Empty(found.Where(finding => !allowed.Contains((finding.Where, finding.Operation)))
            .Select(finding => $"{finding.Where} calls {finding.Call}: {finding.Operation}"));
        Assert.Empty(allowed.Except(found.Select(finding => (finding.Where, finding.Operation))));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Banned_operation_is_found(string name)
    {
        MethodInfo sample = typeof(BannedSamples).GetMethod(name)!;

        // A lambda's body is in a nested class, an iterator's in another.
        Type[] places = [typeof(BannedSamples), .. typeof(BannedSamples).GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public)];
        IEnumerable<string> found =
            from type in places
            from finding in In(type, method => method.Name == name || $"{type.Name} {method.Name}".Contains($"<{name}>", StringComparison.Ordinal))
            select finding.Operation.Name;

        Assert.Equal([sample.GetCustomAttribute<BannedSamples.BreaksAttribute>()!.Operation], found.Distinct());
    }

    [Fact]
    public void Every_banned_operation_has_a_sample() => Assert.Equal(
        BannedOperation.All.Select(operation => operation.Name).Order(),
        typeof(BannedSamples).GetMethods().SelectMany(method => method.GetCustomAttributes<BannedSamples.BreaksAttribute>())
            .Select(breaks => breaks.Operation).Distinct().Order());

    [Fact]
    public void What_kernels_are_made_of_is_not_banned() =>
        Assert.Empty(In(typeof(BannedSamples), method => method.Name == nameof(BannedSamples.Fine)).Select(finding => finding.Call));

    private static IEnumerable<(BannedOperation Operation, string Call)> In(Type type, Func<MethodBase, bool>? chosen = null) =>
        from called in CalledMethods.Of(type, chosen ?? (_ => true))
        from operation in BannedOperation.All
        where operation.Matches(called)
        select (operation, $"{called.DeclaringType?.Name}.{called.Name}");

    private static string PlaceOf(Type type)
    {
        string name = Outermost(type).FullName!;
        return name.StartsWith(Verdicts + ".", StringComparison.Ordinal) ? Verdicts : name;
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
