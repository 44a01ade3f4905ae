using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Streams;

public sealed class RandomStreamTests
{
    [Fact]
    public void Words_are_the_blocks_of_the_index_under_the_hashed_key() =>
        Gen.Select(Gen.Long, Gen.String, Gen.ULong).Sample((seed, name, index) =>
        {
            byte[] hash = SHA256.HashData([.. BitConverter.GetBytes(seed), .. Encoding.UTF8.GetBytes(name)]);
            uint key0 = BinaryPrimitives.ReadUInt32LittleEndian(hash);
            uint key1 = BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(4));
            WordSequence words = new RandomStream(seed, name).At(index);
            uint[] block = new uint[4];
            for (uint b = 0; b < 20; b++)
            {
                Philox4x32.Block(b, 0, (uint)index, (uint)(index >> 32), key0, key1, block);
                Assert.All(block, word => Assert.Equal(word, words.Next()));
            }
        });

    // Computed once by an independent program from the definition.
    [Fact]
    public void Words_of_a_seed_name_and_index_are_those_pinned()
    {
        uint[] first = [0xadefec8b, 0x2fa479cc, 0x4827f0bf, 0x8516e035];
        uint[] second = [0x94bf3043, 0x393dc363, 0x8826ffc3, 0x954c66fc];
        Assert.Equal(first, Words(new RandomStream(0, "init/cell/kernel").At(0), skip: 0));
        Assert.Equal(second, Words(new RandomStream(-3, "shuffle/0").At((1ul << 32) + 7), skip: 4));
    }

    [Fact]
    public void Seed_name_and_index_each_change_the_words()
    {
        WordSequence[] sequences =
        [
            new RandomStream(0, "a").At(0), new RandomStream(1, "a").At(0), new RandomStream(-1, "a").At(0),
            new RandomStream(0, "b").At(0), new RandomStream(0, "a").At(1), new RandomStream(0, "a").At(1ul << 32),
        ];
        Assert.Equal(sequences.Length, sequences.Select(words => words.Next()).Distinct().Count());
    }

    [Fact]
    public void Permutation_holds_every_number_once() =>
        Gen.Select(Gen.Long, Gen.Int[0, 300]).Sample((seed, n) =>
            Assert.Equal(Enumerable.Range(0, n), new RandomStream(seed, "shuffle/0").Permutation(n).Order()));

    [Fact]
    public void Permutations_of_four_are_equally_frequent()
    {
        var stream = new RandomStream(5, "shuffle/test");
        const int draws = 24_000;
        Dictionary<string, int> counts = [];
        for (ulong i = 0; i < draws; i++)
        {
            string order = string.Join(",", stream.Permutation(4, i));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        double chiSquare = counts.Values.Sum(count => Math.Pow(count - 1000.0, 2) / 1000);

        // 23 degrees of freedom: 49.7 is exceeded once in a thousand.
        Assert.InRange(chiSquare, 0, 49.7);
    }

    private static uint[] Words(WordSequence words, int skip)
    {
        for (int i = 0; i < skip; i++)
        {
            words.Next();
        }

        return [words.Next(), words.Next(), words.Next(), words.Next()];
    }
}
