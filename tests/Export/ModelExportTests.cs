using System.IO.Compression;
using CsCheck;
using RnnMemory.Basics;
using RnnMemory.Export;
using RnnMemory.Models;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Export;

public sealed class ModelExportTests : IDisposable
{
    private static readonly Dictionary<string, string> Metadata = new() { ["run"] = "mnist/original@16@128@3e-05/seed-0" };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (string ending in ModelExport.Endings)
        {
            foreach (Cell cell in Cells.All.Where(cell => ending != ".onnx" || cell.Onnx is not null))
            {
                cases.Add(ending, cell.Name);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_survives_its_file_bit_for_bit(string ending, string cellName)
    {
        Cell cell = Cells.Parse(cellName);
        ModelSpec model = Model(cell);
        float[] parameters = Numbers(model.ParameterCount);
        (parameters[0], parameters[1], parameters[2]) = (-0f, float.Epsilon, float.MaxValue);
        ModelExport.Write(folder["model" + ending], model, parameters, Metadata);
        float[] read = ModelExport.Read(folder["model" + ending], model);
        Assert.Equal(parameters.Select(BitConverter.SingleToUInt32Bits), read.Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal(["model" + ending], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    public static TheoryData<string> Endings() => [.. ModelExport.Endings];

    [Theory]
    [MemberData(nameof(Endings))]
    public void Same_model_gives_the_same_bytes(string ending)
    {
        ModelSpec model = Model(Cell.Lstm);
        ModelExport.Write(folder["a" + ending], model, Numbers(model.ParameterCount), Metadata);
        ModelExport.Write(folder["b" + ending], model, Numbers(model.ParameterCount), Metadata);
        Assert.Equal(File.ReadAllBytes(folder["a" + ending]), File.ReadAllBytes(folder["b" + ending]));
    }

    [Fact]
    public void Tensors_have_pytorch_s_names_and_shapes()
    {
        IReadOnlyList<NamedTensor> tensors = PyTorchLayout.FromParameters(Model(Cell.Gru), new float[Model(Cell.Gru).ParameterCount]);
        Assert.Equal(
            ["weight_ih_l0 9x2", "weight_hh_l0 9x3", "bias_ih_l0 9", "bias_hh_l0 9", "readout.weight 4x3", "readout.bias 4"],
            tensors.Select(tensor => $"{tensor.Name} {string.Join('x', tensor.Shape)}"));
    }

    [Theory]
    [InlineData("vanilla", 0)]
    [InlineData("lstm", 0, 1, 2, 3)]
    [InlineData("gru", 1, 0, 2)]
    public void Blocks_of_gates_are_in_pytorch_s_order(string cellName, params int[] blocks)
    {
        Cell cell = Cells.Parse(cellName);
        // Kernel entry (row r, block g, unit h) is 100 r + 10 g + h; PyTorch holds it at [its block · H + h, r].
        ModelSpec model = Model(cell);
        float[] parameters = new float[model.ParameterCount];
        int width = blocks.Length * 3;
        for (int i = 0; i < 2 * width; i++)
        {
            parameters[i] = (100 * (i / width)) + (10 * (i % width / 3)) + (i % 3);
        }

        float[] kernel = PyTorchLayout.FromParameters(model, parameters)[0].Values;
        for (int block = 0; block < blocks.Length; block++)
        {
            for (int unit = 0; unit < 3; unit++)
            {
                Assert.Equal([(10 * blocks[block]) + unit, 100 + (10 * blocks[block]) + unit], kernel.AsSpan(((block * 3) + unit) * 2, 2).ToArray());
            }
        }
    }

    [Fact]
    public void Readout_is_transposed()
    {
        ModelSpec model = Model(Cell.Vanilla);
        float[] parameters = Numbers(model.ParameterCount);
        float[] weights = PyTorchLayout.FromParameters(model, parameters)[4].Values;
        int readout = model.ParameterCount - 4 - 12;
        Assert.Equal(parameters[readout + (2 * 4) + 1], weights[(1 * 3) + 2]);
    }

    [Fact]
    public void Npy_array_has_the_bytes_that_numpy_writes()
    {
        // numpy.save of numpy.array([[1, 2, 3]], dtype='<f4'), by the published format.
        byte[] expected =
        [
            0x93, .. "NUMPY"u8, 1, 0, 0x76, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }"u8, .. Enumerable.Repeat((byte)' ', 58), (byte)'\n',
            0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40,
        ];
        Assert.Equal(expected, NpyArray.Encode(new NamedTensor("x", [1, 3], [1, 2, 3])));
    }

    [Fact]
    public void Safetensors_file_has_the_bytes_of_the_published_format()
    {
        byte[] header = [.. """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"""u8];
        byte[] expected = [80, 0, 0, 0, 0, 0, 0, 0, .. header, .. Enumerable.Repeat((byte)' ', 80 - header.Length), 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40];
        Assert.Equal(expected, SafetensorsFile.Encode([new NamedTensor("a", [2], [1, 2])], new Dictionary<string, string> { ["k"] = "v" }));
    }

    [Fact]
    public void Npz_of_another_program_is_read_when_compressed()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = archive.CreateEntry("x.npy", CompressionLevel.SmallestSize).Open())
        {
            entry.Write(NpyArray.Encode(new NamedTensor("x", [5], [1, 2, 3, 4, 5])));
        }

        NamedTensor read = Assert.Single(NpzFile.Decode(file.ToArray(), 1 << 20));
        Assert.Equal(("x", 5), (read.Name, Assert.Single(read.Shape)));
        Assert.Equal([1, 2, 3, 4, 5], read.Values);
        Assert.Contains("larger than", Assert.Throws<InvalidDataException>(() => NpzFile.Decode(file.ToArray(), 147)).Message);
    }

    [Fact]
    public void Npz_with_a_name_twice_is_refused()
    {
        byte[] file = NpzFile.Encode([new NamedTensor("x", [1], [1]), new NamedTensor("x", [1], [2])]);
        Assert.Contains("x comes twice", Assert.Throws<InvalidDataException>(() => NpzFile.Decode(file, 1 << 20)).Message);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", "a is not of type F32")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "a of shape [3] does not fit its bytes 0 to 8 of 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "tensors end at byte 4 of 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1073741825,4],"data_offsets":[0,8]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "malformed")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "malformed")]
    [InlineData("""{"a":7}""", "malformed")]
    [InlineData("[]", "does not start with a header")]
    public void Wrong_safetensors_header_is_refused(string header, string message)
    {
        byte[] file = [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.UTF8.GetBytes(header), .. new byte[8]];
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SafetensorsFile.Decode(file)).Message);
    }

    [Theory]
    [InlineData("'<f8'", "'<f4'")]
    [InlineData("'fortran_order': True ", "'fortran_order': False")]
    [InlineData("(1, 4)", "(1, 3)")]
    [InlineData("(1 -3)", "(1, 3)")]
    public void Wrong_npy_header_is_refused(string wrong, string right)
    {
        string file = System.Text.Encoding.Latin1.GetString(NpyArray.Encode(new NamedTensor("x", [1, 3], [1, 2, 3])));
        Assert.Throws<InvalidDataException>(() => NpyArray.Decode("x", System.Text.Encoding.Latin1.GetBytes(file.Replace(right, wrong))));
    }

    [Fact]
    public void Damaged_files_are_refused_in_one_way_only()
    {
        ModelSpec model = Model(Cell.Gru);
        (ExportFormat Format, byte[] File)[] files =
            [.. ExportFormat.All.Select(format => (format, format.Write(model, format.Tensors(model, Numbers(model.ParameterCount)), Metadata)))];
        Gen.Select(Gen.OneOfConst(files), Gen.Double[0, 1], Gen.Byte, Gen.Double[0, 1], Gen.Bool).Sample((whole, place, value, end, cut) =>
        {
            byte[] file = [.. whole.File];
            file[(int)(place * (file.Length - 1))] = value;
            file = cut ? file[..(int)(end * file.Length)] : file;
            try
            {
                whole.Format.Parameters(model, whole.Format.Read(file, 1 << 20));
            }
            catch (InvalidDataException)
            {
                // As it should be; anything else fails the test.
            }
        }, iter: 4_500);
    }

    [Fact]
    public void Model_of_another_size_is_refused_by_name_and_shape()
    {
        ModelSpec model = Model(Cell.Vanilla);
        ModelExport.Write(folder["model.npz"], model, new float[model.ParameterCount], Metadata);
        string error = Assert.Throws<UserError>(() => ModelExport.Read(folder["model.npz"], model with { Inputs = 5 })).Message;
        Assert.Equal($"{folder["model.npz"]}: expected an exported model, but weight_ih_l0 has shape [3, 2], expected [3, 5].", error);
    }

    [Fact]
    public void Tensors_that_are_missing_unknown_or_unusable_are_refused()
    {
        ModelSpec model = Model(Cell.Vanilla);
        NamedTensor[] tensors = [.. PyTorchLayout.FromParameters(model, new float[model.ParameterCount])];
        Assert.Equal("readout.bias is missing", Complaint(tensors[..^1]));
        Assert.Equal("weight_ih_l1 is not a tensor of this model", Complaint([.. tensors, new NamedTensor("weight_ih_l1", [1], [0])]));
        tensors[3].Values[1] = 1;
        Assert.Equal("bias_hh_l0 is not zero; the model has one bias", Complaint(tensors));
        string Complaint(NamedTensor[] wrong) => Assert.Throws<InvalidDataException>(() => PyTorchLayout.ToParameters(model, wrong)).Message;
    }

    [Fact]
    public void Unknown_ending_missing_file_and_missing_folder_are_errors_of_the_user()
    {
        ModelSpec model = Model(Cell.Vanilla);
        Assert.Contains($"ends in {string.Join(" or ", ModelExport.Endings)}, got '.pt'", Assert.Throws<UserError>(() => ModelExport.Read("model.pt", model)).Message);
        Assert.Contains("there is no such file", Assert.Throws<UserError>(() => ModelExport.Read(folder["none.npz"], model)).Message);
        Assert.Contains("cannot be written", Assert.Throws<UserError>(() => ModelExport.Write(folder["none/model.npz"], model, new float[model.ParameterCount], Metadata)).Message);
    }

    private static ModelSpec Model(Cell cell) => new() { Cell = cell, Inputs = 2, Hidden = 3, Classes = 4, Readout = Readout.LastStep };

    private static float[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => i / 7f)];
}
