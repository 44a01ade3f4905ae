using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tests.Training;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class CheckpointTests
{
    private const int HeaderLengthAt = 12;
    private const int HeaderAt = 16;

    private static readonly RunIdentity Identity = new(ToyRuns.Spec(), "toy 1", "generated");

    [Fact]
    public void Decoded_checkpoint_equals_what_was_encoded()
    {
        Checkpoint written = Sample();

        Checkpoint read = Decode(written.Encode(Identity));

        Assert.Equal(written.State.Parameters, read.State.Parameters);
        Assert.Equal(written.State.Slots, read.State.Slots);
        Assert.Equal((1, 3, 0.1 + 0.2, 5L, 12L, 0.25), (read.State.Epoch, read.State.Update, read.State.LossSum, read.State.Correct, read.State.Outputs, read.State.Seconds));
        Assert.Equal(9, Assert.Single(read.State.Curve).Updates);
        Assert.Equal(1 / 3.0, read.State.Curve[0].Metrics["copy"]);
        Assert.Equal(double.NaN, read.State.Curve[0].Metrics["none"]);
        Assert.Equal(written.Records, read.Records);
    }

    [Fact]
    public void One_flipped_bit_at_any_byte_is_refused()
    {
        byte[] bytes = Sample().Encode(Identity);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<InvalidDataException>(() => Decode(bytes));
            bytes[i] ^= (byte)(1 << (i % 8));
        }

        Decode(bytes);
    }

    [Fact]
    public void Truncation_at_any_byte_is_refused()
    {
        byte[] bytes = Sample().Encode(Identity);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Decode(bytes[..length]));
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public void Header_that_claims_another_length_is_refused_even_with_a_right_hash(int length)
    {
        byte[] bytes = Sample().Encode(Identity);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeaderLengthAt), length);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Decode(Seal(bytes)));

        Assert.Equal($"its length does not fit a model of {ToyRuns.Spec().Model.ParameterCount} parameters", error.Message);
    }

    [Theory]
    [InlineData("\"epoch\":1", "\"epoch\":9")]
    [InlineData("\"update\":3", "\"update\":9")]
    [InlineData("\"update\":3", "\"update\":0")]
    [InlineData("\"update\":3", "\"update\":\"3\"")]
    [InlineData("\"correct\":5", "\"correct\":-1")]
    [InlineData("\"correct\":5,", "")]
    [InlineData("\"outputs\":12", "\"outputs\":4")]
    [InlineData("\"correct\":5,\"outputs\":12", "\"correct\":0,\"outputs\":0")]
    [InlineData("\"updates\":9", "\"updates\":7")]
    [InlineData("\"updates\":9", "\"updates\":12")]
    [InlineData("\"lossSum\":0.30000000000000004", "\"lossSum\":\"NaN\"")]
    [InlineData("\"rows\":3", "\"rows\":1000000000")]
    [InlineData("\"run\":\"toy/seed-0\"", "\"run\":\"toy/seed-1\"")]
    [InlineData("\"numerics\":\"toy 1\"", "\"numerics\":\"toy 2\"")]
    [InlineData("\"curve\":[", "\"curve\":[null,")]
    [InlineData("\"curve\":[", "\"more\":0,\"curve\":[")]
    [InlineData("\"tensors\":[", "\"tensors\":[[[[")]
    public void Header_with_impossible_content_is_refused_even_with_a_right_hash(string old, string lie)
    {
        byte[] lying = Rewritten(header => header.Replace(old, lie, StringComparison.Ordinal));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Decode(lying));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void First_headers_of_the_format_are_read_although_they_lack_two_fields()
    {
        byte[] bytes = Rewritten(header => header.Replace("\"clipped\":0,\"frozen\":false,", "", StringComparison.Ordinal));

        Checkpoint read = Decode(bytes);

        Assert.Equal((1, 3, 0L, false), (read.State.Epoch, read.State.Update, read.State.Clipped, read.State.Frozen));
        Assert.Equal(Identity.Hash, Checkpoint.IdentityIn(bytes));
    }

    [Fact]
    public void Checkpoint_of_another_version_is_named_and_not_taken_for_a_damaged_one()
    {
        byte[] bytes = Sample().Encode(Identity);
        Assert.False(Checkpoint.IsOfAnotherVersion(bytes));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 3);
        Assert.False(Checkpoint.IsOfAnotherVersion(bytes));

        Assert.Equal("its format is version 3, this program knows 1 and 2", Assert.Throws<InvalidDataException>(() => Decode(Seal(bytes))).Message);
        Assert.True(Checkpoint.IsOfAnotherVersion(bytes));
    }

    // A change of the format needs a new version, which is then pinned here too; this version must stay readable.
    [Fact]
    public void Format_1_is_what_it_was()
    {
        byte[] bytes = Sample().Encode(Identity);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(HeaderLengthAt));

        Assert.Equal("524E4E4D454D435001000000", Convert.ToHexString(bytes, 0, HeaderLengthAt));
        Assert.Equal(
            "{\"run\":\"toy/seed-0\",\"identity\":\"" + Identity.Hash + "\",\"numerics\":\"toy 1\",\"epoch\":1,\"update\":3,"
            + "\"lossSum\":0.30000000000000004,\"correct\":5,\"outputs\":12,\"clipped\":0,\"frozen\":false,\"seconds\":0.25,"
            + "\"curve\":[{\"updates\":9,\"metrics\":{\"copy\":0.3333333333333333,\"none\":\"NaN\"}}],"
            + "\"records\":{\"bytes\":1234,\"sha256\":\"" + new string('a', 64) + "\"},"
            + "\"tensors\":[{\"name\":\"cell/kernel\",\"rows\":3,\"columns\":4},{\"name\":\"cell/recurrent\",\"rows\":4,\"columns\":4},"
            + "{\"name\":\"cell/bias\",\"rows\":1,\"columns\":4},{\"name\":\"readout/kernel\",\"rows\":4,\"columns\":3},"
            + "{\"name\":\"readout/bias\",\"rows\":1,\"columns\":3}]}",
            Encoding.UTF8.GetString(bytes, HeaderAt, length));
        Assert.Equal(HeaderAt + length + (8 * ToyRuns.Spec().Model.ParameterCount) + 32, bytes.Length);
    }

    [Fact]
    public void Format_2_is_format_1_without_the_slots()
    {
        byte[] complete = Sample().Encode(Identity), bytes = Sample().WithoutSlots().Encode(Identity);
        int slots = 4 * ToyRuns.Spec().Model.ParameterCount;
        byte[] expected = [.. complete[..^(slots + 32)], .. new byte[32]];
        expected[8] = 2;

        Assert.Equal(Seal(expected), bytes);
        Checkpoint read = Decode(bytes);
        Assert.False(read.State.HasSlots);
        Assert.Equal(Sample().State.Parameters, read.State.Parameters);
        Assert.Equal((1, 3, Sample().Records), (read.State.Epoch, read.State.Update, read.Records));
        Assert.False(Checkpoint.IsOfAnotherVersion(bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Payload_of_the_other_format_is_refused_even_with_a_right_hash(byte version)
    {
        byte[] bytes = (version == 1 ? Sample().WithoutSlots() : Sample()).Encode(Identity);
        bytes[8] = version;

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Decode(Seal(bytes)));

        Assert.Equal($"its length does not fit a model of {ToyRuns.Spec().Model.ParameterCount} parameters", error.Message);
    }

    [Fact]
    public void State_of_an_optimiser_with_two_slots_survives_bit_for_bit_and_never_rests()
    {
        RunSpec spec = ToyRuns.Spec();
        OptimizerSpec adam = new() { Optimizer = Adam.Instance, LearningRate = 0.1 };
        RunIdentity identity = Identity with { Spec = spec with { Optimizer = adam } };
        float[] Values(float scale) => [.. Enumerable.Range(1, spec.Model.ParameterCount).Select(i => scale / i)];
        TrainingState state = new(Values(1), [Values(-3), Values(7)]);

        TrainingState read = Checkpoint.Decode(new Checkpoint(state, LogMark.Empty).Encode(identity), identity, ToyTask.Updates).State;

        Assert.Equal([state.Parameters, .. state.Slots], [read.Parameters, .. read.Slots]);
        state.Frozen = true;
        byte[] resting = new Checkpoint(state, LogMark.Empty).Encode(identity);
        Assert.Equal(
            "its parameters cannot rest",
            Assert.Throws<InvalidDataException>(() => Checkpoint.Decode(resting, identity, ToyTask.Updates)).Message);
    }

    [Fact]
    public void Mutated_header_with_a_right_hash_is_refused_or_read_but_never_crashes()
    {
        byte[] valid = Sample().Encode(Identity);
        int length = BinaryPrimitives.ReadInt32LittleEndian(valid.AsSpan(HeaderLengthAt));
        Gen.Select(Gen.Int[0, HeaderAt + length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            byte[] bytes = [.. valid];
            foreach ((int at, byte value) in changes)
            {
                bytes[at] = value;
            }

            try
            {
                Decode(Seal(bytes));
            }
            catch (InvalidDataException)
            {
            }
        });
    }

    private static Checkpoint Decode(byte[] bytes) => Checkpoint.Decode(bytes, Identity, ToyTask.Updates);

    private static byte[] Seal(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan(..^32), bytes.AsSpan(^32..));
        return bytes;
    }

    // The sample with another header and a right hash.
    private static byte[] Rewritten(Func<string, string> change)
    {
        byte[] bytes = Sample().Encode(Identity);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(HeaderLengthAt));
        string header = Encoding.UTF8.GetString(bytes, HeaderAt, length);
        string changed = change(header);
        Assert.NotEqual(header, changed);
        byte[] json = Encoding.UTF8.GetBytes(changed);
        byte[] rewritten = [.. bytes[..HeaderAt], .. json, .. bytes[(HeaderAt + length)..]];
        BinaryPrimitives.WriteInt32LittleEndian(rewritten.AsSpan(HeaderLengthAt), json.Length);
        return Seal(rewritten);
    }

    private static Checkpoint Sample()
    {
        int values = ToyRuns.Spec().Model.ParameterCount;
        TrainingState state = new([.. Enumerable.Range(0, values).Select(i => 1f / (i + 1))], [[.. Enumerable.Range(0, values).Select(i => -i / 7f)]])
        {
            Epoch = 1,
            Update = 3,
            LossSum = 0.1 + 0.2,
            Correct = 5,
            Outputs = 12,
            Seconds = 0.25,
            Curve = [new CurvePoint(9, new Dictionary<string, double> { ["copy"] = 1 / 3.0, ["none"] = double.NaN })],
        };
        return new Checkpoint(state, new LogMark(1234, new string('a', 64)));
    }
}
