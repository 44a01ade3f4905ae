using RnnMemory.Basics;

namespace RnnMemory.Export;

/// <summary>
/// A file format for trained networks. Subclasses are found by their public static property Instance; there is no list.
/// </summary>
public abstract class ExportFormat
{
    /// <summary>Every format, in the order of their endings.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        .. AssemblyTypes.DerivedFrom(typeof(ExportFormat))
            .Select(type => (ExportFormat)type.GetProperty("Instance")!.GetValue(null)!)
            .OrderBy(format => format.Ending, StringComparer.Ordinal),
    ];

    /// <summary>The file name ending, including the dot.</summary>
    public abstract string Ending { get; }

    /// <summary>The file's content.</summary>
    /// <param name="tensors">The network's tensors.</param>
    /// <param name="metadata">Facts about the network, written if the format has a place for them.</param>
    public abstract byte[] Write(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata);

    /// <summary>The tensors in a file's content.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="limit">The largest total size of the tensors in bytes.</param>
    /// <exception cref="InvalidDataException">The bytes are not a file of this format; the message says why in a few words.</exception>
    public abstract IReadOnlyList<NamedTensor> Read(byte[] bytes, long limit);
}
