using RnnMemory.Checks.Browsers;
using RnnMemory.Checks.Machines;

namespace RnnMemory.Checks.Matrix;

/// <summary>Every leg of the matrix.</summary>
internal static class Legs
{
    private const string Yes = "yes";
    private const string No = "no";

    public static IReadOnlyList<Leg> All { get; } =
    [
        new("AVX-512")
        {
            Needs = Pairs(("avx512f", Yes)),
            Sees = Pairs(("vector512", Yes), ("avx512f", Yes), ("fma", Yes), ("lanes", "16"), ("multiply-add", "hardware"), ("tiered", Yes)),
        },
        new("AVX2")
        {
            Environment = Pairs(("DOTNET_EnableAVX512", "0")),
            Needs = Pairs(("avx2", Yes)),
            Sees = Pairs(("vector512", No), ("avx512f", No), ("avx2", Yes), ("fma", Yes), ("lanes", "8"), ("multiply-add", "hardware")),
        },
        new("256 bits preferred")
        {
            Environment = Pairs(("DOTNET_PreferredVectorBitWidth", "256")),
            Needs = Pairs(("avx512f", Yes)),
            Sees = Pairs(("vector512", No), ("vector256", Yes), ("avx512f", Yes), ("lanes", "8"), ("multiply-add", "hardware")),
        },
        new("128 bits preferred")
        {
            Environment = Pairs(("DOTNET_PreferredVectorBitWidth", "128")),
            Needs = Pairs(("avx2", Yes)),
            Sees = Pairs(("vector256", No), ("vector128", Yes), ("fma", Yes), ("lanes", "4"), ("multiply-add", "hardware")),
        },
        new("no AVX2 and no FMA")
        {
            Environment = Pairs(("DOTNET_EnableAVX2", "0")),
            Needs = Pairs(("fma", Yes)),
            Sees = Pairs(("vector256", No), ("vector128", Yes), ("avx2", No), ("fma", No), ("lanes", "1"), ("multiply-add", "emulated")),
        },
        new("no FMA in the C library either")
        {
            Environment = Pairs(("DOTNET_EnableAVX2", "0"), ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4")),
            Needs = Pairs(("fma", Yes), ("libc", "glibc")),
            Sees = Pairs(("avx2", No), ("fma", No), ("lanes", "1"), ("multiply-add", "emulated")),
            Changes = ["libm"],
        },
        new("no intrinsics")
        {
            Environment = Pairs(("DOTNET_EnableHWIntrinsic", "0")),
            Needs = Pairs(("architecture", "X64")),
            Sees = Pairs(("vector128", No), ("sse42", No), ("avx", No), ("fma", No), ("lanes", "1"), ("multiply-add", "emulated")),
        },
        new("NEON") { Needs = Pairs(("advsimd", Yes)), Sees = Pairs(("vector128", Yes), ("lanes", "4"), ("multiply-add", "hardware")) },

        // Within the first half of the list, which one of two processors takes; the emulated processors are in the second.
        JavaScript(BrowserProgram.Chromium),
        JavaScript(BrowserProgram.Firefox),
        new("no tiers") { Environment = Pairs(("DOTNET_TieredCompilation", "0")), Sees = Pairs(("tiered", No)) },
        Workers(1),
        Workers(2),
        Workers(3),
        new("scalar engine") { Arguments = ["--engine", "scalar"], Sees = Pairs(("engine", "scalar")) },
        new("emulated Nehalem")
        {
            Machine = Machine.X64("Nehalem"),
            Needs = Pairs(("architecture", "X64")),
            Sees = Pairs(("sse42", Yes), ("avx", No), ("fma", No), ("lanes", "1"), ("multiply-add", "emulated")),
            Changes = ["model"],
        },
        new("emulated Sandy Bridge")
        {
            Machine = Machine.X64("SandyBridge"),
            Needs = Pairs(("architecture", "X64")),
            Sees = Pairs(("avx", Yes), ("avx2", No), ("fma", No), ("lanes", "1"), ("multiply-add", "emulated")),
            Changes = ["model"],
        },
        new("emulated Haswell")
        {
            Machine = Machine.X64("Haswell"),
            Needs = Pairs(("architecture", "X64")),
            Sees = Pairs(("avx512f", No), ("avx2", Yes), ("fma", Yes), ("lanes", "8"), ("multiply-add", "hardware")),
            Changes = ["model"],
        },
        new("emulated Cortex-A53")
        {
            Machine = Machine.Arm64("cortex-a53"),
            Sees = Pairs(("architecture", "Arm64"), ("advsimd", Yes), ("rdm", No), ("lanes", "4"), ("multiply-add", "hardware")),
        },
        new("emulated Neoverse N1")
        {
            Machine = Machine.Arm64("neoverse-n1"),
            Sees = Pairs(("architecture", "Arm64"), ("advsimd", Yes), ("rdm", Yes), ("lanes", "4"), ("multiply-add", "hardware")),
        },
    ];

    private static Leg JavaScript(BrowserProgram browser) => new($"JavaScript in {browser.Name}")
    {
        Browser = browser,
        Sees = Pairs(("browser", browser.Name), ("lanes", "1"), ("multiply-add", "emulated"), ("verdict", "equal")),
    };

    private static Leg Workers(int count) => new(count == 1 ? "1 worker on 1 processor" : $"{count} workers on {count} processors")
    {
        Environment = Pairs(("DOTNET_PROCESSOR_COUNT", $"{count}")),
        Arguments = ["--workers", $"{count}"],
        Sees = Pairs(("processors", $"{count}"), ("workers", $"{count}")),
    };

    private static Dictionary<string, string> Pairs(params (string Name, string Value)[] pairs) => pairs.ToDictionary();
}
