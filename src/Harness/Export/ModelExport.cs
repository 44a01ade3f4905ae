using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Models;

namespace RnnMemory.Export;

/// <summary>
/// Writes trained models for other programs, and reads them back. The file's ending chooses the <see cref="ExportFormat"/>: .npz for
/// numpy, .onnx for ONNX Runtime and others, .safetensors for PyTorch and others.
/// </summary>
public static class ModelExport
{
    /// <summary>The known endings.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. ExportFormat.All.Select(format => format.Ending)];

    /// <summary>Writes a model; an existing file is replaced in one step.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its tensors one after another in declared order.</param>
    /// <param name="metadata">Facts about the model; .npz has no place for them.</param>
    /// <exception cref="UserError">The ending is unknown or the file cannot be written.</exception>
    public static void Write(string path, ModelSpec model, ReadOnlySpan<float> parameters, IReadOnlyDictionary<string, string> metadata)
    {
        ExportFormat format = Of(path);
        byte[] bytes = format.Write(model, format.Tensors(model, parameters), metadata);
        try
        {
            AtomicFile.Write(path, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Reads the parameters of a model back, in declared order.</summary>
    /// <param name="path">A file that <see cref="Write"/> or another program wrote.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="UserError">The file cannot be read or does not hold such a model.</exception>
    public static float[] Read(string path, ModelSpec model)
    {
        ExportFormat format = Of(path);
        try
        {
            byte[] bytes = BoundedFile.Read(path) ?? throw new UserError($"{path}: there is no such file.");
            return format.Parameters(model, format.Read(bytes, BoundedFile.LargestFile));
        }
        catch (InvalidDataException error)
        {
            throw new UserError($"{path}: expected an exported model, but {error.Message.TrimEnd('.')}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The format that a file's ending chooses.</summary>
    /// <exception cref="UserError">The ending is unknown.</exception>
    public static ExportFormat Of(string path) =>
        ExportFormat.All.FirstOrDefault(format => path.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserError($"{path}: expected a file that ends in {string.Join(" or ", Endings)}, got '{Path.GetExtension(path)}'.");
}
