namespace RnnMemory.Export;

/// <summary>
/// A file format for trained networks. A class that derives from it is found by its public static property Instance; no list names it.
/// </summary>
public abstract class ExportFormat
{
    /// <summary>Every format, in the order of their endings.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        .. typeof(ExportFormat).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ExportFormat)))
            .Select(type => (ExportFormat)type.GetProperty("Instance")!.GetValue(null)!)
            .OrderBy(format => format.Ending, StringComparer.Ordinal),
    ];

    /// <summary>How its files end, with the dot.</summary>
    public abstract string Ending { get; }

    /// <summary>The file's content.</summary>
    /// <param name="tensors">The network's tensors.</param>
    /// <param name="metadata">What to say of the network, where the format has a place for it.</param>
    public abstract byte[] Write(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata);

    /// <summary>The tensors in a file's content.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="limit">The most bytes that the tensors may have together.</param>
    /// <exception cref="InvalidDataException">The bytes are no such file; the message says why in a few words.</exception>
    public abstract IReadOnlyList<NamedTensor> Read(byte[] bytes, long limit);
}
