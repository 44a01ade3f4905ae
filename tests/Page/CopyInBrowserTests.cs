using Microsoft.Playwright;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>The buttons that copy a command, with the browser's own clipboard.</summary>
[Collection(InBrowser.Name)]
public sealed class CopyInBrowserTests(Browser browser)
{
    private const string NoClipboard = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });";

    private const string NoCopying = "document.execCommand = () => false;";

    [Theory]
    [InlineData("")]
    [InlineData(NoClipboard)]
    public async Task Command_is_copied_whether_or_not_the_browser_gives_the_page_a_clipboard(string without)
    {
        IPage page = await browser.OpenAsync(without.Length == 0 ? null : page => page.AddInitScriptAsync(without));
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        IPage reader = await page.Context.NewPageAsync();
        await reader.GotoAsync(page.Url);
        await Write(reader, "something else");
        await page.BringToFrontAsync();

        (ILocator button, string command) = await CopyFirst(page);

        await Assertions.Expect(button).ToContainTextAsync("Copied");
        await Assertions.Expect(page.Locator("#announcements")).ToHaveTextAsync("Copied.");
        await reader.BringToFrontAsync();
        Assert.Equal(command, await reader.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Command_is_selected_and_the_page_says_so_where_nothing_can_be_copied()
    {
        IPage page = await browser.OpenAsync(page => page.AddInitScriptAsync(NoClipboard + NoCopying));

        (ILocator button, string command) = await CopyFirst(page);

        await Assertions.Expect(button).ToContainTextAsync("Selected");
        await Assertions.Expect(page.Locator("#announcements")).ToContainTextAsync("The command is selected");
        Assert.Equal(command, await page.EvaluateAsync<string>("() => getSelection().toString()"));
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    private static Task Write(IPage page, string text) => page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);

    private static async Task<(ILocator Button, string Command)> CopyFirst(IPage page)
    {
        ILocator button = page.Locator("#provenance button.copy").First;
        await button.ClickAsync();
        string command = (await button.GetAttributeAsync("data-copy"))!;
        Assert.StartsWith("./rnn-memory ", command);
        return (button, command);
    }
}
