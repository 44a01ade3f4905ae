using System.Text;
using RnnMemory.Export.Protobuf;
using RnnMemory.Files;
using RnnMemory.Models;

namespace RnnMemory.Export.Onnx;

/// <summary>A network as the message ModelProto of onnx.proto, of which only the fields are written that the network needs.</summary>
internal static class OnnxModel
{
    private const int FormatVersion = 8;
    private const int OperatorSet = 17;

    // Numbers of fields in onnx.proto.
    private const int ModelGraph = 7, GraphInitializer = 5;
    private const int TensorDimensions = 1, TensorType = 2, TensorName = 8, TensorRaw = 9;
    private const int Float = 1, Int64 = 7;

    private const string Input = "input", Output = "probabilities", SqueezedAxes = "axes";

    /// <summary>The model's bytes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensors">Its parameters as <see cref="OnnxLayout"/> has them.</param>
    /// <param name="metadata">Facts about the network: the model's metadata_props.</param>
    public static byte[] Encode(ModelSpec model, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        new ProtobufWriter()
            .Integer(1, FormatVersion)
            .Text(2, "rnn-memory")
            .Message(ModelGraph, Graph(model, tensors))
            .Message(8, new ProtobufWriter().Text(1, "").Integer(2, OperatorSet))
            .Messages(14, metadata.OrderBy(fact => fact.Key, StringComparer.Ordinal), Fact)
            .Written.ToArray();

    /// <summary>The network's tensors in a model's bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a model; the message says why in a few words.</exception>
    public static IReadOnlyList<NamedTensor> Decode(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlyMemory<byte> graph = ProtobufField.Parse(bytes).LastOrDefault(field => field.Number == ModelGraph).Content;
        List<NamedTensor> tensors = [];
        foreach (ProtobufField initializer in ProtobufField.Parse(graph).Where(field => field.Number == GraphInitializer))
        {
            IReadOnlyList<ProtobufField> fields = ProtobufField.Parse(initializer.Content);
            if (fields.LastOrDefault(field => field.Number == TensorType).Value == Float)
            {
                tensors.Add(Tensor(fields));
            }
        }

        return tensors.Count > 0 ? tensors : throw new InvalidDataException("it holds no tensor of an ONNX model");
    }

    private static ProtobufWriter Graph(ModelSpec model, IReadOnlyList<NamedTensor> tensors)
    {
        bool everyStep = model.Readout == Readout.EveryStep;
        string[] shown = everyStep ? ["batch", "steps"] : ["batch"];
        return new ProtobufWriter()
            .Messages(1, Nodes(model), node => node)
            .Text(2, model.Cell.Name)
            .Messages(GraphInitializer, tensors, Initializer)
            // Of the states, [steps, 1, batch, H], the direction is squeezed out; of the last one, [1, batch, H], it is the first axis.
            .Message(GraphInitializer, Axes(everyStep ? (byte)1 : (byte)0))
            .Message(11, Value(Input, ["batch", "steps"], model.Inputs))
            .Message(12, Value(Output, shown, model.Classes));
    }

    private static IEnumerable<ProtobufWriter> Nodes(ModelSpec model)
    {
        bool everyStep = model.Readout == Readout.EveryStep;
        string[] states = everyStep ? ["states"] : ["", "last"];
        yield return OnnxNode.Of("Transpose", [Input], ["steps_first"], OnnxNode.Integers("perm", [1, 0, 2]));
        yield return Recurrent(model, states);
        yield return OnnxNode.Of("Squeeze", [states[^1], SqueezedAxes], ["squeezed"]);
        if (everyStep)
        {
            yield return OnnxNode.Of("Transpose", ["squeezed"], ["hidden"], OnnxNode.Integers("perm", [1, 0, 2]));
        }

        yield return OnnxNode.Of("MatMul", [everyStep ? "hidden" : "squeezed", OnnxLayout.ReadoutKernel], ["products"]);
        yield return OnnxNode.Of("Add", ["products", OnnxLayout.ReadoutBias], ["logits"]);
        yield return OnnxNode.Of("Softmax", ["logits"], [Output], OnnxNode.Integer("axis", -1));
    }

    private static ProtobufWriter Recurrent(ModelSpec model, string[] outputs)
    {
        OnnxOperator cell = OnnxLayout.OperatorOf(model);
        bool isHard = model.GateActivation == GateActivation.HardSigmoid;
        string[] activations = [.. cell.Activations.Select(name => name != OnnxOperator.Gate ? name : isHard ? "HardSigmoid" : "Sigmoid")];
        List<ProtobufWriter> attributes = [OnnxNode.Integer("hidden_size", model.Hidden), OnnxNode.Texts("activations", activations)];
        if (activations.Contains("HardSigmoid"))
        {
            // clip(alpha x + beta, 0, 1); one entry for each function that has them.
            attributes.Add(OnnxNode.Singles("activation_alpha", [0.2f]));
            attributes.Add(OnnxNode.Singles("activation_beta", [0.5f]));
        }

        return OnnxNode.Of(
            cell.Name, ["steps_first", OnnxLayout.InputWeights, OnnxLayout.RecurrentWeights, OnnxLayout.Biases], outputs, [.. attributes]);
    }

    private static ProtobufWriter Fact(KeyValuePair<string, string> fact) => new ProtobufWriter().Text(1, fact.Key).Text(2, fact.Value);

    private static ProtobufWriter Initializer(NamedTensor tensor)
    {
        byte[] raw = new byte[tensor.Values.Length * sizeof(float)];
        LittleEndianFloats.Write(tensor.Values, raw);
        return tensor.Shape
            .Aggregate(new ProtobufWriter(), (writer, size) => writer.Integer(TensorDimensions, size))
            .Integer(TensorType, Float).Text(TensorName, tensor.Name).Bytes(TensorRaw, raw);
    }

    private static ProtobufWriter Axes(byte axis) =>
        new ProtobufWriter().Integer(TensorDimensions, 1).Integer(TensorType, Int64).Text(TensorName, SqueezedAxes)
            .Bytes(TensorRaw, [axis, 0, 0, 0, 0, 0, 0, 0]);

    // A tensor of binary32 whose first sizes have names, since any will do, and whose last one is fixed.
    private static ProtobufWriter Value(string name, string[] sizes, int last)
    {
        ProtobufWriter shape = new ProtobufWriter()
            .Messages(1, sizes, size => new ProtobufWriter().Text(2, size))
            .Message(1, new ProtobufWriter().Integer(1, last));
        ProtobufWriter tensor = new ProtobufWriter().Integer(1, Float).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private static NamedTensor Tensor(IReadOnlyList<ProtobufField> fields)
    {
        string name = Encoding.UTF8.GetString(fields.LastOrDefault(field => field.Number == TensorName).Content.Span);
        ReadOnlyMemory<byte> raw = fields.LastOrDefault(field => field.Number == TensorRaw).Content;
        int[] shape =
        [
            .. from field in fields
               where field.Number == TensorDimensions
               select field.Value <= int.MaxValue ? (int)field.Value : -1,
        ];
        if ((long)NamedTensor.Size(shape) * sizeof(float) != raw.Length)
        {
            throw new InvalidDataException($"{name} of shape [{string.Join(", ", shape)}] does not fit its {raw.Length} bytes");
        }

        float[] values = new float[NamedTensor.Size(shape)];
        LittleEndianFloats.Read(raw.Span, values);
        return new NamedTensor(name, shape, values);
    }
}
