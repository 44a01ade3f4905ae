using RnnMemory.Export.Onnx;
using RnnMemory.Models;

namespace RnnMemory.Export;

/// <summary>
/// The ONNX format: the whole network with its steps and readout, for ONNX Runtime and others. The input is "input", [batch, steps, I];
/// the output is "probabilities", [batch, K], or [batch, steps, K] where every step is read out.
/// </summary>
internal sealed class OnnxFile : ExportFormat
{
    public static OnnxFile Instance { get; } = new();

    /// <inheritdoc/>
    public override string Ending => ".onnx";

    /// <inheritdoc/>
    public override IReadOnlyList<NamedTensor> Tensors(ModelSpec model, ReadOnlySpan<float> parameters) =>
        OnnxLayout.FromParameters(model, parameters);

    /// <inheritdoc/>
    public override float[] Parameters(ModelSpec model, IReadOnlyList<NamedTensor> tensors) => OnnxLayout.ToParameters(model, tensors);

    /// <inheritdoc/>
    public override byte[] Write(ModelSpec model, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        OnnxModel.Encode(model, tensors, metadata);

    /// <inheritdoc/>
    /// <remarks>The values are not compressed, so the file's size limits the size of the tensors.</remarks>
    public override IReadOnlyList<NamedTensor> Read(byte[] bytes, long limit) => OnnxModel.Decode(bytes);
}
