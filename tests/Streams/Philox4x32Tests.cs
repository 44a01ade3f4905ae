using System.Runtime.Intrinsics.X86;
using CsCheck;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Streams;

public sealed class Philox4x32Tests
{
    // Published with Random123 1.14.0 as known answers of philox4x32 with 10 rounds.
    public static TheoryData<uint[], uint[], uint[]> KnownAnswers => new()
    {
        { [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
        {
            [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff],
            [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
        },
        {
            [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0],
            [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
        },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Block_of_a_published_counter_and_key_is_the_published_answer(uint[] counter, uint[] key, uint[] answer)
    {
        uint[] words = new uint[4];
        Philox4x32.Block(counter[0], counter[1], counter[2], counter[3], key[0], key[1], words);
        Assert.Equal(answer, words);
    }

    [Fact]
    public void Four_blocks_at_a_time_equal_one_by_one()
    {
        Assert.SkipUnless(Avx2.IsSupported, "This processor has no AVX2.");
        AssertSameAsOneByOne(Philox4x32.FourBlocks, 4);
    }

    [Fact]
    public void Eight_blocks_at_a_time_equal_one_by_one()
    {
        Assert.SkipUnless(Avx512F.IsSupported, "This processor has no AVX-512.");
        AssertSameAsOneByOne(Philox4x32.EightBlocks, 8);
    }

    private delegate void ManyBlocks(uint first, uint counter2, uint counter3, uint key0, uint key1, Span<uint> words);

    private static void AssertSameAsOneByOne(ManyBlocks many, int blocks) =>
        Gen.UInt.Array[5].Sample(x =>
        {
            uint[] together = new uint[blocks * 4];
            many(x[0], x[1], x[2], x[3], x[4], together);
            uint[] alone = new uint[blocks * 4];
            for (uint b = 0; b < blocks; b++)
            {
                Philox4x32.Block(x[0] + b, 0, x[1], x[2], x[3], x[4], alone.AsSpan((int)b * 4));
            }

            Assert.Equal(alone, together);
        });
}
