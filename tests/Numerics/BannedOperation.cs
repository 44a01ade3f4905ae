using System.Reflection;
using System.Runtime.Intrinsics;

namespace RnnMemory.Tests.Numerics;

/// <summary>An operation whose result depends on the machine, its C library or the width of its vectors.</summary>
/// <param name="Name">What is banned.</param>
/// <param name="Matches">Whether a method is one of them.</param>
internal sealed record BannedOperation(string Name, Func<MethodBase, bool> Matches)
{
    private static readonly HashSet<string> Transcendental =
    [
        "Exp", "ExpM1", "Exp2", "Exp2M1", "Exp10", "Exp10M1", "Log", "LogP1", "Log2", "Log2P1", "Log10", "Log10P1", "Pow", "RootN", "Cbrt", "Hypot",
        "Sin", "SinPi", "Cos", "CosPi", "SinCos", "SinCosPi", "Tan", "TanPi", "Asin", "AsinPi", "Acos", "AcosPi", "Atan", "AtanPi", "Atan2", "Atan2Pi",
        "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh",
    ];

    private static readonly Type[] Scalars = [typeof(Math), typeof(MathF), typeof(float), typeof(double), typeof(Half)];

    private static readonly Type[] Vectors = [typeof(Vector64), typeof(Vector128), typeof(Vector256), typeof(Vector512)];

    public static IReadOnlyList<BannedOperation> All { get; } =
    [
        new("transcendental functions", method =>
            Transcendental.Contains(method.Name) && (IsOn(method, Scalars) || IsOn(method, Vectors) || IsGenericMathematics(method))),
        new("sums across the lanes of a vector", method =>
            (method.Name is "Sum" or "Dot" && IsOn(method, Vectors))
            || (IsInstruction(method) && (method.Name.Contains("Horizontal") || method.Name.Contains("DotProduct") || method.Name.Contains("Across")))),
        new("multiply-add that may be fused or not", method => method.Name == "MultiplyAddEstimate"),
        new("operations that follow the processor's own rules", method =>
            method.Name.EndsWith("Native", StringComparison.Ordinal) && (IsOn(method, Vectors) || IsOn(method, Scalars) || IsGenericMathematics(method))),
        new("estimates of reciprocals", method => method.Name.Contains("Reciprocal", StringComparison.Ordinal)),
        new("TensorPrimitives", method => method.DeclaringType?.FullName == "System.Numerics.Tensors.TensorPrimitives"),
        new("Vector<T>", method => method.DeclaringType is { } type
            && (type == typeof(System.Numerics.Vector) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Numerics.Vector<>)))),
        new("LINQ sums of floating-point numbers", method =>
            method is MethodInfo { Name: "Sum" or "Average" } sum && IsOn(method, typeof(Enumerable), typeof(ParallelEnumerable))
            && IsFloatingPoint(Nullable.GetUnderlyingType(sum.ReturnType) ?? sum.ReturnType, average: sum.Name == "Average")),
        new("fused multiply-add where there may be no instruction for it", method =>
            method.Name.StartsWith("Fused", StringComparison.Ordinal)
            || (IsInstruction(method) && method.Name.StartsWith("Multiply", StringComparison.Ordinal) && method.DeclaringType!.FullName!.Contains(".X86.Fma"))),
    ];

    public override string ToString() => Name;

    private static bool IsOn(MethodBase method, params Type[] types) => types.Contains(method.DeclaringType);

    // An average of integers is a binary64 too, of an exact sum.
    private static bool IsFloatingPoint(Type result, bool average) => result == typeof(float) || (result == typeof(double) && !average);

    private static bool IsInstruction(MethodBase method) =>
        method.DeclaringType?.Namespace is "System.Runtime.Intrinsics.X86" or "System.Runtime.Intrinsics.Arm" or "System.Runtime.Intrinsics.Wasm";

    // float.Exp through INumber and the like.
    private static bool IsGenericMathematics(MethodBase method) =>
        method.DeclaringType is { IsInterface: true, Namespace: "System.Numerics" };
}
