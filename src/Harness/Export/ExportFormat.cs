using RnnMemory.Basics;
using RnnMemory.Models;

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

    /// <summary>A model's parameters under the names and shapes of the file: PyTorch's unless a format has its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its tensors one after another in declared order.</param>
    /// <exception cref="UserError">The format cannot hold such a model.</exception>
    public virtual IReadOnlyList<NamedTensor> Tensors(ModelSpec model, ReadOnlySpan<float> parameters) =>
        PyTorchLayout.FromParameters(model, parameters);

    /// <summary>The reverse of <see cref="Tensors"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensors">Its tensors, in any order.</param>
    /// <exception cref="InvalidDataException">They are not those of the model.</exception>
    public virtual float[] Parameters(ModelSpec model, IReadOnlyList<NamedTensor> tensors) => PyTorchLayout.ToParameters(model, tensors);

    /// <summary>The file's content.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensors">Its parameters, as <see cref="Tensors"/> gives them.</param>
    /// <param name="metadata">Facts about the network, written if the format has a place for them.</param>
    public abstract byte[] Write(ModelSpec model, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata);

    /// <summary>The tensors in a file's content.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="limit">The largest total size of the tensors in bytes.</param>
    /// <exception cref="InvalidDataException">The bytes are not a file of this format; the message says why in a few words.</exception>
    public abstract IReadOnlyList<NamedTensor> Read(byte[] bytes, long limit);
}
