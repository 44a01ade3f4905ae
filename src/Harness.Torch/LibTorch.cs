using System.Runtime.InteropServices;
using RnnMemory.Basics;
using TorchSharp;

namespace RnnMemory.Torch;

/// <summary>Loads libtorch into the process, once, and only when asked.</summary>
public static class LibTorch
{
    /// <summary>The libtorch release that the pinned TorchSharp package brings, as named in the engines' numerics.</summary>
    public const string Release = "2.10";

    private static readonly Lazy<UserError?> Failure = new(TryLoad);

    /// <summary>The number of threads libtorch chose for this machine before it was set to one; 0 until it is loaded.</summary>
    public static int DefaultThreads { get; private set; }

    /// <summary>
    /// Loads it and sets it to one thread: the harness works in parallel by running independent models side by side, and sums
    /// must not depend on a thread count.
    /// </summary>
    /// <exception cref="UserError">It cannot be loaded on this machine; the message says why.</exception>
    public static void Load()
    {
        if (Failure.Value is { } failure)
        {
            throw new UserError(failure.Message, failure);
        }
    }

    /// <summary>Loads the library at that path, accepting an older libstdc++ where that alone stands in the way.</summary>
    internal static void LoadFrom(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException error) when (OperatingSystem.IsLinux() && error.Message.Contains(OlderLibstdcxx.Version, StringComparison.Ordinal))
        {
            OlderLibstdcxx.Accept(path);
            NativeLibrary.Load(path);
        }
    }

    private static UserError? TryLoad()
    {
        try
        {
            LoadFrom(Find());
            torch.InitializeDeviceType(DeviceType.CPU);
            DefaultThreads = torch.get_num_threads();
            torch.set_num_threads(1);
            return null;
        }
        catch (UserError error)
        {
            return error;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or NotSupportedException or TypeInitializationException)
        {
            string reason = error.Message.ReplaceLineEndings(" ");
            return new UserError($"libtorch cannot be loaded: {reason} Choose another engine, e.g. 'simd'.", error);
        }
    }

    // A build for one runtime identifier puts native libraries beside the program, any other into a folder for each.
    private static string Find()
    {
        (string system, string name) =
            OperatingSystem.IsWindows() ? ("win", "LibTorchSharp.dll") :
            OperatingSystem.IsMacOS() ? ("osx", "libLibTorchSharp.dylib") :
            ("linux", "libLibTorchSharp.so");
        string platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string[] places =
        [
            Path.Combine(AppContext.BaseDirectory, "runtimes", platform, "native", name),
            Path.Combine(AppContext.BaseDirectory, name),
        ];
        return places.FirstOrDefault(File.Exists) ?? throw new UserError(
            $"TorchSharp has no {name} for {platform} here (looked for {string.Join(" and ", places)}). Choose another engine, e.g. 'simd'.");
    }
}
