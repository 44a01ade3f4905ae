using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>A native library that sets the processor's floating-point mode: when it is preloaded, or when it is called.</summary>
internal static class NativeMode
{
    private const string Source = """
        #include <fenv.h>
        #include <stdlib.h>
        #include <string.h>
        #ifdef __x86_64__
        #include <xmmintrin.h>
        #endif

        void set_mode(const char *mode)
        {
            if (!strcmp(mode, "up")) fesetround(FE_UPWARD);
            if (!strcmp(mode, "down")) fesetround(FE_DOWNWARD);
            if (!strcmp(mode, "zero")) fesetround(FE_TOWARDZERO);
            if (!strcmp(mode, "flush"))
            {
        #if defined(__x86_64__)
                _mm_setcsr(_mm_getcsr() | 0x8040);
        #elif defined(__aarch64__)
                unsigned long control;
                __asm__ volatile("mrs %0, fpcr" : "=r"(control));
                __asm__ volatile("msr fpcr, %0" : : "r"(control | 1ul << 24));
        #endif
            }
        }

        static void __attribute__((constructor)) at_start(void)
        {
            const char *mode = getenv("FLOATING_POINT_MODE");
            if (mode) set_mode(mode);
        }
        """;

    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("rnn-memory-mode-");

    private static readonly Lazy<string> WhyNot = new(Compile);

    private static readonly Lazy<SetMode> Native = new(() =>
        Marshal.GetDelegateForFunctionPointer<SetMode>(NativeLibrary.GetExport(NativeLibrary.Load(Library), "set_mode")));

    static NativeMode() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Delete(recursive: true);

    private delegate void SetMode([MarshalAs(UnmanagedType.LPUTF8Str)] string mode);

    /// <summary>Path of the library.</summary>
    public static string Library => Path.Combine(Folder.FullName, "mode.so");

    /// <summary>Skips the test where the library cannot be made.</summary>
    public static void Require() => Assert.SkipWhen(WhyNot.Value.Length > 0, $"needs a library that sets the floating-point mode: {WhyNot.Value}");

    /// <summary>Sets the mode of the current thread.</summary>
    /// <param name="mode">"up", "down", "zero" or "flush".</param>
    public static void Set(string mode) => Native.Value(mode);

    /// <summary>Runs work on a thread of its own, whose mode ends with it.</summary>
    public static T OnThread<T>(Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw failure;
    }

    private static string Compile()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            return "that is for Linux on x64 and arm64";
        }

        string source = Path.Combine(Folder.FullName, "mode.c");
        File.WriteAllText(source, Source);
        try
        {
            using Process compiler = Process.Start(
                new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", "-o", Library, source, "-lm"]) { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? "" : $"cc says {errors.Trim()}";
        }
        catch (Win32Exception error)
        {
            return $"no C compiler cc ({error.Message})";
        }
    }
}
