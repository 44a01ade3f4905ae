using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Basics;

public sealed class HarnessEnvironmentTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("YES", true)]
    [InlineData(" On ", true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    [InlineData("", false)]
    public void Switch_takes_the_usual_spellings(string value, bool on)
    {
        Dictionary<string, string> variables = new() { [HarnessEnvironment.Offline] = value };

        Assert.Equal(on, variables.IsOn(HarnessEnvironment.Offline));
        Assert.False(variables.IsOn(HarnessEnvironment.Fresh));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("maybe")]
    [InlineData("truee")]
    public void Switch_refuses_other_values_by_its_name(string value)
    {
        Dictionary<string, string> variables = new() { [HarnessEnvironment.Fresh] = value };

        UserError error = Assert.Throws<UserError>(() => variables.IsOn(HarnessEnvironment.Fresh));

        Assert.Equal($"Environment variable RNN_MEMORY_FRESH must be 1, true, yes, on or 0, false, no, off, not '{value}'.", error.Message);
    }
}
