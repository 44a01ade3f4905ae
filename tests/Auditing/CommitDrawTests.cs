using RnnMemory.Auditing;
using Xunit;

namespace RnnMemory.Tests.Auditing;

public sealed class CommitDrawTests
{
    [Theory]
    [InlineData("6ead523f00000000000000000000000000000000", 0x6ead523f0000000)]
    [InlineData("6ead523f00000000000000000000000000000000 with uncommitted changes", 0x6ead523f0000000)]
    [InlineData("unknown", 20_190_701)]
    public void Seed_is_the_commits(string commit, long seed) => Assert.Equal(seed, CommitDraw.Seed(commit));
}
