using RnnMemory.Export.Protobuf;

namespace RnnMemory.Export.Onnx;

/// <summary>The messages NodeProto and AttributeProto of onnx.proto.</summary>
internal static class OnnxNode
{
    // Members of AttributeProto.AttributeType.
    private const int IntegerType = 2, FloatsType = 6, IntegersType = 7, StringsType = 8;

    /// <summary>A call of an operator; an input or output that is left out has an empty name.</summary>
    public static ProtobufWriter Of(string operation, string[] inputs, string[] outputs, params ProtobufWriter[] attributes)
    {
        ProtobufWriter node = new();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        return node.Text(3, $"{operation}_{outputs[^1]}").Text(4, operation).Messages(5, attributes, attribute => attribute);
    }

    public static ProtobufWriter Integer(string name, long value) =>
        new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, IntegerType);

    public static ProtobufWriter Integers(string name, long[] values) =>
        Attribute(name, IntegersType, values, (writer, value) => writer.Integer(8, value));

    public static ProtobufWriter Singles(string name, float[] values) =>
        Attribute(name, FloatsType, values, (writer, value) => writer.Single(7, value));

    public static ProtobufWriter Texts(string name, string[] values) =>
        Attribute(name, StringsType, values, (writer, value) => writer.Text(9, value));

    private static ProtobufWriter Attribute<T>(string name, int type, T[] values, Func<ProtobufWriter, T, ProtobufWriter> write) =>
        values.Aggregate(new ProtobufWriter().Text(1, name), write).Integer(20, type);
}
