using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnMemory.Models;

/// <summary>
/// An optimiser in stored specs: kind, learning rate, hyperparameters in the description's order, limit of the norm. For the default
/// optimiser the kind is omitted, as in versions that had no other: identities of recorded runs hash this JSON.
/// </summary>
internal sealed class OptimizerSpecJson : JsonConverter<OptimizerSpec>
{
    private const string Kind = "Kind";

    public override OptimizerSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Optimizer optimizer = Optimizers.Default;
        Dictionary<string, double> values = [];
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An optimizer is an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string property = reader.GetString()!;
            reader.Read();
            if (property == Text(Kind, options))
            {
                string? kind = reader.GetString();
                optimizer = Optimizers.All.FirstOrDefault(known => known.Name == kind)
                    ?? throw new JsonException($"'{kind}' is no optimizer.");
            }
            else
            {
                values[property] = JsonSerializer.Deserialize<double>(ref reader, options);
            }
        }

        return Make(optimizer, values, options);
    }

    public override void Write(Utf8JsonWriter writer, OptimizerSpec value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Optimizer != Optimizers.Default)
        {
            writer.WriteString(Text(Kind, options), value.Optimizer.Name);
        }

        Number(nameof(OptimizerSpec.LearningRate), value.LearningRate);
        foreach (Hyperparameter hyperparameter in value.Optimizer.Hyperparameters)
        {
            Number(hyperparameter.Name, value[hyperparameter.Name]);
        }

        Number(nameof(OptimizerSpec.ClipNorm), value.ClipNorm);
        writer.WriteEndObject();

        void Number(string name, double number)
        {
            writer.WritePropertyName(Text(name, options));
            JsonSerializer.Serialize(writer, number, options);
        }
    }

    private static OptimizerSpec Make(Optimizer optimizer, Dictionary<string, double> values, JsonSerializerOptions options)
    {
        double? Take(string name) => values.Remove(Text(name, options), out double value) ? value : null;

        var spec = new OptimizerSpec
        {
            Optimizer = optimizer,
            LearningRate = Take(nameof(OptimizerSpec.LearningRate)) ?? throw new JsonException("The optimizer has no learning rate."),
            ClipNorm = Take(nameof(OptimizerSpec.ClipNorm)) ?? 0,
            Hyperparameters = optimizer.Hyperparameters.ToDictionary(known => known.Name, known => Take(known.Name) ?? known.Default),
        };
        return values.Count == 0 ? spec : throw new JsonException($"{optimizer.Label} has no '{values.Keys.First()}'.");
    }

    private static string Text(string name, JsonSerializerOptions options) => options.PropertyNamingPolicy?.ConvertName(name) ?? name;
}
