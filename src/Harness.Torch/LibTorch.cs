using System.Runtime.InteropServices;
using RnnMemory.Basics;
using TorchSharp;

namespace RnnMemory.Torch;

/// <summary>Loads libtorch into the process, once and on demand.</summary>
public static class LibTorch
{
    /// <summary>The libtorch release that the pinned TorchSharp package brings, as named in the engines' numerics.</summary>
    public const string Release = "2.10";

    private static readonly Lazy<UserError?> Failure = new(TryLoad);

    /// <summary>
    /// The number of threads that libtorch chose for this machine before it was set to one; 0 until libtorch is loaded.
    /// </summary>
    public static int DefaultThreads { get; private set; }

    /// <summary>
    /// Loads libtorch and sets it to one thread: the harness runs independent models in parallel, and sums must not depend on the number
    /// of threads.
    /// </summary>
    /// <exception cref="UserError">libtorch cannot be loaded on this machine; the message says why.</exception>
    public static void Load()
    {
        if (Failure.Value is { } failure)
        {
            throw new UserError(failure.Message, failure);
        }
    }

    /// <summary>Loads the library at that path, and accepts an older libstdc++ if that is the only obstacle.</summary>
    internal static void LoadFrom(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException error)
            when (OperatingSystem.IsLinux() && error.Message.Contains(OlderLibstdcxx.Version, StringComparison.Ordinal))
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
        catch (Exception error)
            when (error is DllNotFoundException or BadImageFormatException or NotSupportedException or TypeInitializationException)
        {
            string reason = error.Message.ReplaceLineEndings(" ");
            return new UserError($"libtorch cannot be loaded: {reason} Choose another engine, e.g. 'simd'.", error);
        }
    }

    // A build for one runtime identifier puts native libraries beside the program; other builds have a folder for each identifier.
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
