using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;

namespace RnnMemory.Checks.Fingerprints;

/// <summary>What this process really sees of the processor, and how it is compiled; not what was asked of it.</summary>
internal static class Hardware
{
    /// <summary>Name and value of every feature on which code or compiler could branch, in a fixed order.</summary>
    public static IReadOnlyList<(string Name, string Value)> Seen() =>
    [
        ("architecture", RuntimeInformation.ProcessArchitecture.ToString()),
        ("vector512", Flag(Vector512.IsHardwareAccelerated)),
        ("vector256", Flag(Vector256.IsHardwareAccelerated)),
        ("vector128", Flag(Vector128.IsHardwareAccelerated)),
        ("avx512f", Flag(Avx512F.IsSupported)),
        ("avx2", Flag(Avx2.IsSupported)),
        ("avx", Flag(Avx.IsSupported)),
        ("fma", Flag(Fma.IsSupported)),
        ("sse42", Flag(Sse42.IsSupported)),
        ("advsimd", Flag(AdvSimd.IsSupported)),
        ("lanes", $"{SimdEngine.Lanes}"),
        ("multiply-add", FloatFma.IsHardware ? "hardware" : "emulated"),
        ("tiered", Flag(Tiered())),
        ("processors", $"{Environment.ProcessorCount}"),
    ];

    private static string Flag(bool value) => value ? "yes" : "no";

    // Where the runtime itself reads it; there is no way to ask for what it made of it.
    private static bool Tiered() =>
        Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is { } value
            ? value != "0"
            : !AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out bool enabled) || enabled;
}
