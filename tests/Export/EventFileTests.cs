using System.Buffers.Binary;
using Google.Protobuf;
using RnnMemory.Export.TensorBoard;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Torch;
using RnnMemory.Training;
using Tensorboard;
using TorchSharp;
using Xunit;

namespace RnnMemory.Tests.Export;

/// <summary>
/// TensorBoard's files are compared with what others make of its published messages: TorchSharp has its own writer, and classes that
/// Google's compiler made from TensorBoard's .proto files.
/// </summary>
public sealed class EventFileTests : IDisposable
{
    private static readonly EpochRecord[] Epochs =
    [
        Epoch(0, 2.25, 0.125, 1.5, new() { ["vloss"] = 2.0, ["vacc"] = 0.25 }, null),
        Epoch(1, 0.7, 0.8, 1.25, new() { ["vacc"] = 1 / 3.0, ["vloss"] = 1e-7 }, new() { ["live-units"] = 16 }),
        Epoch(300, 0, 1, 0.75, new() { ["vacc"] = 1, ["vloss"] = double.PositiveInfinity }, new() { ["live-units"] = 0 }),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Events_are_read_by_tensorboard_s_own_messages()
    {
        Event[] events = [.. Records(EventFile.Encode(Epochs)).Select(Event.Parser.ParseFrom)];

        Assert.Equal(("brain.Event:2", 0.0), (events[0].FileVersion, events[0].WallTime));
        Assert.Equal([(0L, 1.5), (1L, 2.75), (300L, 3.5)], events[1..].Select(written => (written.Step, written.WallTime)));
        Assert.Equal(["loss", "accuracy", "vacc", "vloss", "seconds"], events[1].Summary.Value.Select(value => value.Tag));
        Assert.Equal(
            [("loss", 0.7f), ("accuracy", 0.8f), ("vacc", 1 / 3f), ("vloss", 1e-7f), ("live-units", 16), ("seconds", 1.25f)],
            events[2].Summary.Value.Select(value => (value.Tag, value.SimpleValue)));
        Assert.Equal([0, 1, 1, float.PositiveInfinity, 0, 0.75f], events[3].Summary.Value.Select(value => value.SimpleValue));
        Assert.All(events[1..].SelectMany(written => written.Summary.Value), value => Assert.Equal(Summary.Types.Value.ValueOneofCase.SimpleValue, value.ValueCase));
    }

    [Fact]
    public void Events_have_the_bytes_that_tensorboard_s_own_messages_write() =>
        Assert.All(Records(EventFile.Encode(Epochs)), record => Assert.Equal(record, Event.Parser.ParseFrom(record).ToByteArray()));

    [Fact]
    public void Records_have_the_frames_of_another_writer()
    {
        Libtorch.Require();
        torch.utils.tensorboard.SummaryWriter(folder.Path).add_scalar("vacc", 0.75f, global_step: 3, walltime: 2);
        byte[] theirs = File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder.Path)));

        byte[][] records = Records(theirs);

        Assert.Equal(2, records.Length);
        Assert.Equal(theirs, RecordFile.Encode(records));
    }

    [Fact]
    public void Sums_are_those_of_the_published_example()
    {
        // RFC 3720, appendix B.4: CRC-32C of 32 zeros is 8a9136aa. The mask is TensorFlow's.
        const uint Sum = 0x8a9136aa;
        uint masked = unchecked(((Sum >> 15) | (Sum << 17)) + 0xa282ead8);

        Assert.Equal(Sum, Castagnoli(new byte[32]));
        Assert.Equal(masked, RecordFile.MaskedSum(new byte[32]));
    }

    [Fact]
    public void Run_without_an_epoch_has_a_file_without_scalars() => Assert.Single(Records(EventFile.Encode([])));

    /// <summary>The records of a file, after every length and sum has been checked.</summary>
    internal static byte[][] Records(byte[] file)
    {
        List<byte[]> records = [];
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            byte[] record = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(Masked(file[at..(at + 8)]), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(Masked(record), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            records.Add(record);
            at += 16 + length;
        }

        return [.. records];
    }

    private static uint Masked(byte[] bytes)
    {
        uint sum = Castagnoli(bytes);
        return ((sum >> 15) | (sum << 17)) + 0xa282ead8;
    }

    // Bit by bit, by the reflected polynomial.
    private static uint Castagnoli(byte[] bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0x82f63b78);
            }
        }

        return ~sum;
    }

    private static EpochRecord Epoch(
        int epoch, double loss, double accuracy, double seconds, Dictionary<string, double> metrics, Dictionary<string, double>? diagnostics)
    {
        return new EpochRecord
        {
            Epoch = epoch,
            Updates = 10 * (epoch + 1),
            Loss = loss,
            Accuracy = accuracy,
            Seconds = seconds,
            Metrics = metrics,
            Diagnostics = diagnostics,
            ParametersHash = "",
            StateHash = "",
        };
    }
}
