using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Numerics;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Models;

public sealed class InitialisationTests
{
    // Computed once by an independent program (another language, the same IEEE arithmetic) from the documented distributions.
    [Theory]
    [InlineData("vanilla", "c2389682e1315364c27164b8d8c322863567d485dbebf6c4d8fe3dbb28e44b4a")]
    [InlineData("tanh", "b872deda49e80e3146668659facf59eaf68e01e800db05cd5c7c163c414b7ccd")]
    [InlineData("lstm", "806b30cf62881be86e8e5a212f97be845a71070f8ee9bab817c55f99448ca00d")]
    [InlineData("gru", "e89642cb3e0623e3de96df11e771184c943dcd703ba87b05a7fc7d5fcb95f735")]
    public void Bits_of_a_cell_are_those_pinned(string cellName, string hash)
    {
        Cell cell = Cells.Parse(cellName);
        float[] parameters = Initialisation.Parameters(Model(cell), seed: 0);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan()))));
    }

    [Theory]
    [InlineData("tanh", 1)]
    [InlineData("tanh", 128)]
    [InlineData("lstm", 1)]
    [InlineData("lstm", 16)]
    [InlineData("gru", 33)]
    public void Orthogonal_kernel_has_orthonormal_rows_across_all_gates(string cellName, int hidden)
    {
        Cell cell = Cells.Parse(cellName);
        ModelSpec model = Model(cell) with { Hidden = hidden };
        AssertOrthonormalRows(Tensor(model, "cell/recurrent"), hidden, cell.Gates.Count * hidden, 0, cell.Gates.Count * hidden);
    }

    [Theory]
    [InlineData("tanh", 16)]
    [InlineData("lstm", 16)]
    [InlineData("gru", 33)]
    public void Orthogonal_per_gate_has_an_orthogonal_block_per_gate(string cellName, int hidden)
    {
        Cell cell = Cells.Parse(cellName);
        ModelSpec model = Model(cell) with { Hidden = hidden, OrthogonalPerGate = true };
        float[] kernel = Tensor(model, "cell/recurrent");
        for (int gate = 0; gate < cell.Gates.Count; gate++)
        {
            AssertOrthonormalRows(kernel, hidden, cell.Gates.Count * hidden, gate * hidden, hidden);
        }
    }

    [Fact]
    public void Another_deviation_scales_the_small_normal_kernel_and_nothing_else()
    {
        ModelSpec paper = Model(Cell.Vanilla);
        ModelSpec wide = paper with { KernelDeviation = 0.002 };

        Assert.Equal(Tensor(paper, "cell/kernel").Select(value => 2 * value), Tensor(wide, "cell/kernel"));
        Assert.Equal(Tensor(paper, "cell/recurrent"), Tensor(wide, "cell/recurrent"));
        Assert.Equal(Tensor(paper, "readout/kernel"), Tensor(wide, "readout/kernel"));
        Assert.Equal(Tensor(paper, "cell/kernel"), Tensor(paper with { KernelDeviation = Initialisation.SmallDeviation }, "cell/kernel"));
    }

    [Theory]
    [InlineData("gru", 0.01)]
    [InlineData("vanilla", 0)]
    [InlineData("vanilla", -0.01)]
    [InlineData("vanilla", double.NaN)]
    [InlineData("vanilla", double.PositiveInfinity)]
    public void Impossible_deviation_is_refused(string cell, double deviation) => Assert.Contains(
        "KernelDeviation", Assert.Throws<UserError>((Model(Cells.Parse(cell)) with { KernelDeviation = deviation }).Validate).Message);

    [Fact]
    public void Block_of_each_gate_is_made_of_that_gates_own_deviates()
    {
        const int hidden = 5, width = 4 * hidden;
        float[] kernel = Tensor(Model(Cell.Lstm) with { Hidden = hidden, OrthogonalPerGate = true }, "cell/recurrent", seed: 2);
        var stream = new RandomStream(2, "init/cell/recurrent");
        for (int first = 0; first < width; first += hidden)
        {
            double[][] block = [.. Enumerable.Range(0, hidden).Select(r =>
                Enumerable.Range(first, hidden).Select(c => Deviate((r * width) + c)).ToArray())];
            GramSchmidt.OrthonormaliseRows(block);

            Assert.Equal(
                block.SelectMany(row => row).Select(value => (float)value),
                Enumerable.Range(0, hidden).SelectMany(r => kernel.Skip((r * width) + first).Take(hidden)));
        }

        double Deviate(int element)
        {
            WordSequence words = stream.At((ulong)element);
            return NormalDeviate.Next(ref words);
        }
    }

    [Fact]
    public void Vanilla_recurrence_is_the_identity_and_its_kernel_a_small_normal()
    {
        ModelSpec model = Model(Cell.Vanilla) with { Inputs = 64, Hidden = 128 };
        float[] recurrent = Tensor(model, "cell/recurrent");
        Assert.All(Enumerable.Range(0, recurrent.Length), i => Assert.Equal(i % 129 == 0 ? 1f : 0f, recurrent[i]));

        // Four standard errors of mean and variance of 8,192 values.
        float[] kernel = Tensor(model, "cell/kernel");
        double mean = kernel.Average(x => (double)x), square = kernel.Average(x => (double)x * x);
        Assert.InRange(mean, -0.001 * 4 / 90.5, 0.001 * 4 / 90.5);
        Assert.InRange(square / 1e-6, 1 - (4 * 1.4142 / 90.5), 1 + (4 * 1.4142 / 90.5));
        Assert.True(kernel.Max(Math.Abs) > 0.003f, "8,192 untruncated deviates reach beyond three standard deviations.");
    }

    // Limits of assumptions.md section 0, to its four digits.
    [Theory]
    [InlineData("lstm", 2, 0.3015)]
    [InlineData("lstm", 4, 0.2970)]
    [InlineData("lstm", 10, 0.2847)]
    [InlineData("gru", 2, 0.3464)]
    [InlineData("gru", 4, 0.3397)]
    [InlineData("gru", 10, 0.3216)]
    public void Glorot_kernel_fills_the_limit_over_the_concatenated_width(string cell, int inputs, double limit) =>
        AssertUniform(limit, seed => Tensor(Model(Cells.Parse(cell)) with { Inputs = inputs }, "cell/kernel", seed));

    [Theory]
    [InlineData(16, 2, 0.5774)]
    [InlineData(16, 4, 0.5477)]
    [InlineData(16, 10, 0.4804)]
    [InlineData(128, 10, 0.2085)]
    public void Glorot_readout_fills_its_limit(int hidden, int classes, double limit) =>
        AssertUniform(limit, seed => Tensor(Model(Cell.Vanilla) with { Hidden = hidden, Classes = classes }, "readout/kernel", seed));

    [Theory]
    [InlineData("vanilla", 0)]
    [InlineData("tanh", 0)]
    [InlineData("gru", 0)]
    [InlineData("lstm", 16)]
    public void Biases_are_zero_but_for_the_forget_gate_of_the_lstm(string cellName, int ones)
    {
        Cell cell = Cells.Parse(cellName);
        float[] bias = Tensor(Model(cell), "cell/bias");
        Assert.All(Enumerable.Range(0, bias.Length), i => Assert.Equal(i >= 16 && i < 16 + ones ? 1f : 0f, bias[i]));
        Assert.All(Tensor(Model(cell), "readout/bias"), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Tensor_keeps_its_values_whatever_other_tensors_the_model_has()
    {
        ModelSpec small = Model(Cell.Lstm), wide = small with { Inputs = 99, Classes = 7 };
        Assert.Equal(Tensor(small, "cell/recurrent"), Tensor(wide, "cell/recurrent"));
        Assert.Equal(Tensor(Model(Cell.Lstm), "readout/kernel"), Tensor(Model(Cell.Vanilla), "readout/kernel"));
    }

    [Fact]
    public void Seed_changes_every_random_tensor()
    {
        Assert.All(["cell/kernel", "cell/recurrent", "readout/kernel"], name =>
            Assert.NotEqual(Tensor(Model(Cell.Gru), name, 0), Tensor(Model(Cell.Gru), name, 1)));
    }

    private static ModelSpec Model(Cell cell) =>
        new() { Cell = cell, Inputs = 10, Hidden = 16, Classes = 10, Readout = Readout.EveryStep };

    private static float[] Tensor(ModelSpec model, string name, long seed = 0)
    {
        int before = model.Tensors.TakeWhile(tensor => tensor.Name != name).Sum(tensor => tensor.Size);
        int size = model.Tensors.Single(tensor => tensor.Name == name).Size;
        return Initialisation.Parameters(model, seed)[before..(before + size)];
    }

    private static void AssertOrthonormalRows(float[] kernel, int rows, int width, int first, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int s = 0; s <= r; s++)
            {
                double product = 0;
                for (int c = first; c < first + columns; c++)
                {
                    product += (double)kernel[(r * width) + c] * kernel[(s * width) + c];
                }

                Assert.InRange(product - (r == s ? 1 : 0), -1e-6, 1e-6);
            }
        }
    }

    // Twenty seeds give at least 640 values; their variance has a relative standard error of at most 3.6 %.
    private static void AssertUniform(double limit, Func<long, float[]> tensor)
    {
        float[] values = [.. Enumerable.Range(0, 20).SelectMany(seed => tensor(seed))];
        double largest = values.Max(Math.Abs);
        Assert.InRange(largest, limit * 0.98, limit + 0.00005);
        Assert.InRange(values.Average(x => (double)x) / limit, -0.1, 0.1);
        Assert.InRange(values.Average(x => (double)x * x) / (limit * limit / 3), 0.85, 1.15);
    }
}
