using System.Text;
using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Runs;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Data;

/// <summary>Nothing read from a download, a checkpoint or a record is executed or determines a type.</summary>
public sealed partial class InertDataTests
{
    // The first two load TorchSharp's library from the build output, and this program's own assembly for it, by names in their code. The
    // others create records and lists of names for the settings, of types declared in an experiment's code.
    private static readonly string[] Loaders =
    [
        "src/Harness.Torch/LibTorch.cs", "src/Harness/Engines/EngineCatalog.cs",
        "src/Harness/Settings/SettingsResolution.cs", "src/Harness/Settings/SettingKeys.cs",
    ];

    [Fact]
    public void No_code_makes_types_or_programs_of_data()
    {
        string root = RepositoryRoot.Find();
        string[] files =
        [
            .. new[] { "src", "experiments" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)),
        ];
        Assert.Contains("src/Harness/Runs/Checkpoint.cs", files);
        string[] found =
        [
            .. from file in files.Except(Loaders)
               from Match match in Executing().Matches(File.ReadAllText(Path.Combine(root, file)))
               select $"{file}: {match.Value}",
        ];

        Assert.Empty(found);
        Assert.All(Loaders, file => Assert.Matches(Executing(), File.ReadAllText(Path.Combine(root, file))));
    }

    [Theory]
    [InlineData("new BinaryFormatter()")]
    [InlineData("Type.GetType(name)")]
    [InlineData("Assembly.LoadFrom(path)")]
    [InlineData("Activator.CreateInstance(type)")]
    [InlineData("torch.load(path)")]
    [InlineData("torch.jit.load(path)")]
    [InlineData("module.load(path)")]
    [InlineData("new XmlSerializer(type)")]
    public void Search_finds_what_it_is_for(string code) => Assert.Matches(Executing(), code);

    [Theory]
    [InlineData("$type", "System.IO.FileInfo, System.IO.FileSystem")]
    [InlineData("kind", "System.Diagnostics.Process")]
    [InlineData("kind", "RnnMemory.Tasks.ImageTaskSpec")]
    public void Spec_that_names_a_type_is_damaged(string property, string type)
    {
        using ToyRuns runs = new();
        runs.Train();
        string path = Path.Combine(runs.Folder, "spec.json");
        string spec = File.ReadAllText(path);
        string lying = property == "kind"
            ? spec.Replace("\"kind\": \"increment\"", $"\"kind\": \"{type}\"", StringComparison.Ordinal)
            : spec.Replace("\"task\": {", $"\"task\": {{ \"{property}\": \"{type}\",", StringComparison.Ordinal);
        Assert.NotEqual(spec, lying);
        File.WriteAllText(path, lying);

        Assert.Null(StoredSpec.Read(path));
    }

    [Fact]
    public void Header_of_a_checkpoint_that_names_a_type_is_malformed()
    {
        RunIdentity identity = new(ToyRuns.Spec(), "toy 1", "generated");
        int values = identity.Spec.Model.ParameterCount;
        TrainingState state = new(new float[values], identity.Spec.Optimizer.Optimizer);
        byte[] valid = new Checkpoint(state, LogMark.Empty).Encode(identity);
        int length = BitConverter.ToInt32(valid, 12);
        byte[] header = Encoding.UTF8.GetBytes("{\"$type\":\"System.IO.FileInfo\"," + Encoding.UTF8.GetString(valid, 17, length - 1));
        byte[] lying = [.. valid[..12], .. BitConverter.GetBytes(header.Length), .. header, .. valid[(16 + length)..]];
        System.Security.Cryptography.SHA256.HashData(lying.AsSpan(..^32), lying.AsSpan(^32..));

        Assert.Equal("its header is malformed", Assert.Throws<InvalidDataException>(() => Checkpoint.Decode(lying, identity, 8)).Message);
    }

    // Formatters that create objects of types named in the data, and ways to load or create code.
    [GeneratedRegex(
        @"BinaryFormatter|NetDataContractSerializer|DataContractSerializer|XmlSerializer|SoapFormatter|LosFormatter|TypeNameHandling|Newtonsoft|"
        + @"Type\.GetType\(|Assembly\.Load|AssemblyLoadContext|Activator\.CreateInstance|NativeLibrary\.|CSharpScript|DynamicMethod|\.load(_\w+)?\(|\.jit\.")]
    private static partial Regex Executing();
}
