using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;
using Arm = System.Runtime.Intrinsics.Arm;

namespace RnnMemory.Fingerprints;

/// <summary>The processor features that this process actually sees, and how its code is compiled, whatever was requested.</summary>
public static class Hardware
{
    /// <summary>Name and value of every feature on which code, compiler or C library could branch, in a fixed order.</summary>
    public static IReadOnlyList<(string Name, string Value)> Seen() =>
    [
        ("architecture", RuntimeInformation.ProcessArchitecture.ToString()),
        ("model", Model()),
        ("vector512", Flag(Vector512.IsHardwareAccelerated)),
        ("vector256", Flag(Vector256.IsHardwareAccelerated)),
        ("vector128", Flag(Vector128.IsHardwareAccelerated)),
        ("avx512f", Flag(Avx512F.IsSupported)),
        ("avx2", Flag(Avx2.IsSupported)),
        ("avx", Flag(Avx.IsSupported)),
        ("fma", Flag(Fma.IsSupported)),
        ("sse42", Flag(Sse42.IsSupported)),
        ("advsimd", Flag(Arm.AdvSimd.IsSupported)),
        ("rdm", Flag(Arm.Rdm.IsSupported)),
        ("dp", Flag(Arm.Dp.IsSupported)),
        ("lanes", $"{SimdEngine.Lanes}"),
        ("multiply-add", FloatFma.IsHardware ? "hardware" : "emulated"),
        ("libm", LibraryMathematics()),
        ("tiered", Flag(Tiered())),
        ("processors", $"{Environment.ProcessorCount}"),
    ];

    private static string Flag(bool value) => value ? "yes" : "no";

    // Family, model and stepping from CPUID; other architectures have no such instruction.
    private static string Model() => X86Base.IsSupported ? $"{X86Base.CpuId(1, 0).Eax:x8}" : "unknown";

    // The platform's own functions have different bits on different machines. They show the variation that the harness's own functions
    // must not depend on, and confirm that the C library really did not use the multiply-add unit.
    private static string LibraryMathematics()
    {
        using Digest digest = new();
        for (int i = 1; i < 4000; i++)
        {
            double x = i / 97.0;
            digest.Add(Math.Exp(x)).Add(Math.Tanh(x)).Add(Math.Log(x)).Add(Math.Sin(x)).Add(MathF.Tanh((float)x)).Add(MathF.Exp((float)x));
        }

        return digest.ToString()[..8];
    }

    // Read from where the runtime reads it; the runtime does not report the effective value.
    private static bool Tiered() =>
        Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is { } value
            ? value != "0"
            : !AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out bool enabled) || enabled;
}
