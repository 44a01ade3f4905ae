using RnnMemory.Basics;
using RnnMemory.Checks.Browsers;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>Which browser the tests of the page take, and when they take none.</summary>
public sealed class TestedBrowserTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("CI", "true", true)]
    [InlineData("CI", "", false)]
    [InlineData("CI", "false", false)]
    [InlineData("RNN_MEMORY_BROWSER", "chromium", true)]
    [InlineData("RNN_MEMORY_BROWSER", "", false)]
    [InlineData("RNN_MEMORY_FIREFOX", "firefox", false)]
    public void Browser_is_started_where_CI_is_set_or_its_own_variable_names_it(string variable, string value, bool started)
    {
        string program = Install("chromium");
        Install("firefox");

        Assert.Equal(started ? program : null, TestedBrowser.Find(BrowserProgram.Chromium, With(variable, value)));
    }

    [Fact]
    public void Firefox_is_found_by_the_name_that_Debian_gives_it_and_by_its_path()
    {
        string program = Install("firefox-esr");

        Assert.Equal(program, TestedBrowser.Find(BrowserProgram.Firefox, With("CI", "1")));
        Assert.Equal(program, TestedBrowser.Find(BrowserProgram.Firefox, With("RNN_MEMORY_FIREFOX", program)));
    }

    [Fact]
    public void No_browser_is_found_where_none_is_installed() =>
        Assert.Null(TestedBrowser.Find(BrowserProgram.Chromium, With("CI", "true")));

    // Without this, a slip of the pen would skip all tests and look like a success.
    [Theory]
    [InlineData("chromiun")]
    [InlineData("/nowhere/chromium")]
    public void Name_of_a_browser_that_is_not_there_is_an_error_even_if_another_one_is(string name)
    {
        Install("chromium");

        UserError error = Assert.Throws<UserError>(() => TestedBrowser.Find(BrowserProgram.Chromium, With("RNN_MEMORY_BROWSER", name)));

        Assert.StartsWith(
            $"Environment variable RNN_MEMORY_BROWSER must be the path of Chromium's program or its name on PATH, not '{name}'", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private string Install(string name)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, "");
        return path;
    }

    private Dictionary<string, string> With(string variable, string value) => new() { ["PATH"] = folder, [variable] = value };
}
