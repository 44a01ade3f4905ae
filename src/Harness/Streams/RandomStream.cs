using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RnnMemory.Streams;

/// <summary>
/// A named stream of random words. A word is a function of (seed, name, index, position) alone, so there is no state to save, and a new
/// stream or a further draw does not change any other.
/// </summary>
/// <remarks>
/// <para>
/// The key of <see cref="Philox4x32"/> is the first 8 bytes, little-endian, of
/// SHA-256(seed as 8 little-endian bytes, then the name in UTF-8); block b of index i has the counter
/// (b, 0, lower half of i, upper half of i).
/// </para>
/// <para>The streams of the harness, keyed by the run's seed unless said otherwise:</para>
/// <list type="table">
/// <item><term>init/&lt;tensor&gt;</term><description>first values of a tensor; index = row-major element</description></item>
/// <item><term>shuffle/&lt;epoch&gt;</term><description>order of a fixed training set in an epoch; index 0</description></item>
/// <item><term>increment/train/&lt;epoch&gt;</term><description>fresh increment samples; index = update · B + row</description></item>
/// <item><term>increment/train/fixed</term><description>a fixed increment training set; index = sample</description></item>
/// <item>
/// <term>increment/holdout/&lt;K&gt;x&lt;N&gt;</term><description>increment hold-out, always seed 0; index = number</description>
/// </item>
/// <item>
/// <term>permutation/&lt;K&gt;x&lt;N&gt;</term>
/// <description>
/// the complicated order of digits, keyed by the number of the permutation where the task names one; index = attempt
/// </description>
/// </item>
/// <item>
/// <term>permutation/&lt;representation&gt;/&lt;rows&gt;x&lt;columns&gt;</term>
/// <description>orders of steps beyond the authors', always seed 0; index = permutation</description>
/// </item>
/// <item><term>damage/&lt;level&gt;</term><description>which pixels of the test images are damaged</description></item>
/// <item><term>audit/sample</term><description>which epochs an audit repeats, keyed by the audit's seed; index 0</description></item>
/// <item><term>verdict/&lt;number&gt;</term><description>draws of a published number's verdict, always seed 0; index 0</description></item>
/// </list>
/// </remarks>
public readonly struct RandomStream
{
    private readonly uint key0;
    private readonly uint key1;

    /// <summary>The stream of that seed and name.</summary>
    public RandomStream(long seed, string name)
    {
        byte[] message = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteInt64LittleEndian(message, seed);
        Encoding.UTF8.GetBytes(name, message.AsSpan(sizeof(long)));
        ReadOnlySpan<byte> digest = SHA256.HashData(message);
        key0 = BinaryPrimitives.ReadUInt32LittleEndian(digest);
        key1 = BinaryPrimitives.ReadUInt32LittleEndian(digest[sizeof(uint)..]);
    }

    /// <summary>The words of one index, from the first.</summary>
    public WordSequence At(ulong index) => new(key0, key1, index);

    /// <summary>A uniform permutation of 0..n-1: Fisher-Yates from the top on the words of one index.</summary>
    public int[] Permutation(int n, ulong index = 0)
    {
        int[] order = new int[n];
        FillPermutation(order, index);
        return order;
    }

    /// <summary>Like <see cref="Permutation"/>, but writes into an existing array.</summary>
    public void FillPermutation(Span<int> order, ulong index = 0)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        WordSequence words = At(index);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = words.NextBelow(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
