using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using RnnMemory.Files;
using RnnMemory.Models;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// A training state, the mark of the records that belong to it, and their file format. All numbers are little-endian: 8 bytes
/// "RNNMEMCP"; int32 version; int32 n; n bytes of JSON header (UTF-8); parameters, then in version 1 each slot of the optimiser, binary32
/// in declared order; SHA-256 of everything before. Version 2 has no slots: a network that is used, but not trained further.
/// </summary>
/// <remarks>
/// Magic, version and trailing hash keep their places in every version, so that a file of another version can be told from a damaged one.
/// Any other change, also to the header, needs a new version. (Two changes were made without: <see cref="CheckpointHeader"/>.)
/// </remarks>
/// <param name="State">The state.</param>
/// <param name="Records">epochs.jsonl as it was when the checkpoint was written.</param>
public sealed record Checkpoint(TrainingState State, LogMark Records)
{
    private const int CompleteVersion = 1, ParametersVersion = 2;
    private const int VersionAt = 8;
    private const int HeaderLengthAt = 12;
    private const int HeaderAt = 16;

    private static ReadOnlySpan<byte> Magic => "RNNMEMCP"u8;

    /// <summary>The same without the optimiser's slots.</summary>
    public Checkpoint WithoutSlots() => this with { State = State.WithoutSlots() };

    /// <summary>The file's content.</summary>
    public byte[] Encode(RunIdentity identity)
    {
        CheckpointHeader header = new()
        {
            Run = identity.Spec.Id,
            Identity = identity.Hash,
            Numerics = identity.Numerics,
            Epoch = State.Epoch,
            Update = State.Update,
            LossSum = State.LossSum,
            Correct = State.Correct,
            Outputs = State.Outputs,
            Clipped = State.Clipped,
            Frozen = State.Frozen,
            Seconds = State.Seconds,
            Curve = State.Curve,
            Records = Records,
            Tensors = CheckpointHeader.Shapes(identity.Spec.Model),
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, RunJson.Line);
        int tensorBytes = State.Parameters.Length * sizeof(float);
        byte[] bytes = new byte[HeaderAt + json.Length + ((1 + State.Slots.Count) * tensorBytes) + SHA256.HashSizeInBytes];
        Span<byte> rest = bytes;
        Magic.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[VersionAt..], State.HasSlots ? CompleteVersion : ParametersVersion);
        BinaryPrimitives.WriteInt32LittleEndian(rest[HeaderLengthAt..], json.Length);
        json.CopyTo(rest[HeaderAt..]);
        rest = rest[(HeaderAt + json.Length)..];
        foreach (float[] values in State.Slots.Prepend(State.Parameters))
        {
            LittleEndianFloats.Write(values, rest);
            rest = rest[tensorBytes..];
        }

        SHA256.HashData(bytes.AsSpan(..^SHA256.HashSizeInBytes), bytes.AsSpan(^SHA256.HashSizeInBytes..));
        return bytes;
    }

    /// <summary>
    /// Reads a checkpoint. The trailing hash is checked before anything else, and no allocation takes its size from the bytes: the model
    /// determines the payload's length, and the header must fill the rest exactly.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// The bytes are not a checkpoint of that run; the message says why in a few words.
    /// </exception>
    public static Checkpoint Decode(ReadOnlySpan<byte> bytes, RunIdentity identity, int updatesPerEpoch)
    {
        Verify(bytes);
        int values = identity.Spec.Model.ParameterCount;
        Optimizer optimizer = identity.Spec.Optimizer.Optimizer;
        int slots = VersionOf(bytes) == CompleteVersion ? optimizer.Slots.Count : 0;
        int payloadBytes = checked((1 + slots) * values * sizeof(float));
        long headerLength = bytes.Length - (long)HeaderAt - payloadBytes - SHA256.HashSizeInBytes;
        if (headerLength < 0 || BinaryPrimitives.ReadInt32LittleEndian(bytes[HeaderLengthAt..]) != headerLength)
        {
            throw new InvalidDataException($"its length does not fit a model of {values} parameters");
        }

        CheckpointHeader header = Parse(bytes.Slice(HeaderAt, (int)headerLength));
        if (header.Complaint(identity, updatesPerEpoch) is { } complaint)
        {
            throw new InvalidDataException(complaint);
        }

        ReadOnlySpan<byte> payload = bytes.Slice(HeaderAt + (int)headerLength, payloadBytes);
        TrainingState empty = new(new float[values], optimizer);
        return new Checkpoint(ReadState(header, payload, slots > 0 ? empty : empty.WithoutSlots()), header.Records);
    }

    /// <summary><see cref="RunIdentity.Hash"/> of the run that these bytes are a checkpoint of.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a checkpoint.</exception>
    public static string IdentityIn(ReadOnlySpan<byte> bytes)
    {
        Verify(bytes);
        int headerLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[HeaderLengthAt..]);
        return headerLength >= 0 && headerLength <= bytes.Length - HeaderAt - SHA256.HashSizeInBytes
            ? Parse(bytes.Slice(HeaderAt, headerLength)).Identity
            : throw new InvalidDataException("its header does not end within it");
    }

    /// <summary>Whether these bytes are an intact checkpoint in the format of another version of this program.</summary>
    public static bool IsOfAnotherVersion(ReadOnlySpan<byte> bytes) =>
        HasMagic(bytes) && HasItsHash(bytes) && !IsKnown(VersionOf(bytes));

    private static bool HasMagic(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic) && bytes.Length >= HeaderAt + SHA256.HashSizeInBytes;

    private static bool HasItsHash(ReadOnlySpan<byte> bytes) =>
        SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]);

    private static int VersionOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes[VersionAt..]);

    private static bool IsKnown(int version) => version is CompleteVersion or ParametersVersion;

    private static void Verify(ReadOnlySpan<byte> bytes)
    {
        if (!HasMagic(bytes))
        {
            throw new InvalidDataException("it is no checkpoint");
        }

        if (!HasItsHash(bytes))
        {
            throw new InvalidDataException("its bytes do not have the hash they were written with");
        }

        int version = VersionOf(bytes);
        if (!IsKnown(version))
        {
            throw new InvalidDataException(
                $"its format is version {version}, this program knows {CompleteVersion} and {ParametersVersion}");
        }
    }

    private static TrainingState ReadState(CheckpointHeader header, ReadOnlySpan<byte> payload, TrainingState empty)
    {
        foreach (float[] values in empty.Slots.Prepend(empty.Parameters))
        {
            LittleEndianFloats.Read(payload, values);
            payload = payload[(values.Length * sizeof(float))..];
        }

        return new(empty.Parameters, empty.Slots)
        {
            Epoch = header.Epoch,
            Update = header.Update,
            LossSum = header.LossSum,
            Correct = header.Correct,
            Outputs = header.Outputs,
            Clipped = header.Clipped,
            Frozen = header.Frozen,
            Seconds = header.Seconds,
            Curve = [.. header.Curve],
        };
    }

    private static CheckpointHeader Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckpointHeader>(json, RunJson.Line) ?? throw new InvalidDataException("its header is empty");
        }
        catch (Exception error) when (RunJson.IsMalformed(error))
        {
            throw new InvalidDataException("its header is malformed", error);
        }
    }
}
