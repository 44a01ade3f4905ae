using RnnMemory.Basics;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class DownloaderTests : IDisposable
{
    private const int Limit = 100_000;

    // A busy machine may be slow, so only the test of silence has a time-out.
    private static readonly TimeSpan Patience = Timeout.InfiniteTimeSpan;
    private static readonly byte[] Content = [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * i >> 4))];
    private readonly TemporaryFolder folder = new();

    private string Target => folder["file.gz"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task File_of_the_first_mirror_is_kept_and_the_others_are_not_asked()
    {
        using var first = new LoopbackServer(_ => Reply.Ok(Content));
        using var second = new LoopbackServer(_ => Reply.Ok(Content));
        Assert.Null(await Fetch(first.Address, second.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal(["file.gz"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Broken_connection_is_resumed_where_it_broke()
    {
        using var server = new LoopbackServer(request => request.From is { } from ? Reply.Rest(Content, from) : Reply.Ok(Content).BrokenAfter(20_000));
        Assert.Null(await Fetch(server.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([null, 20_000], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task Part_of_an_earlier_process_is_resumed()
    {
        folder.Write("file.gz.part", Content[..30_000]);
        using var server = new LoopbackServer(request => Reply.Rest(Content, request.From!.Value));
        Assert.Null(await Fetch(server.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal(30_000, Assert.Single(server.Requests).From);
    }

    [Fact]
    public async Task Server_without_ranges_starts_over()
    {
        folder.Write("file.gz.part", Content[..30_000]);
        using var server = new LoopbackServer(_ => Reply.Ok(Content));
        Assert.Null(await Fetch(server.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Part_that_is_whole_already_starts_over_when_the_range_is_refused()
    {
        folder.Write("file.gz.part", Content);
        using var server = new LoopbackServer(request => request.From is null ? Reply.Ok(Content) : new Reply("416 Range Not Satisfiable", []));
        Assert.Null(await Fetch(server.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Part_with_other_bytes_is_dropped_after_the_check_and_the_same_mirror_asked_once_more()
    {
        folder.Write("file.gz.part", new byte[30_000]);
        using var server = new LoopbackServer(request => request.From is { } from ? Reply.Rest(Content, from) : Reply.Ok(Content));
        Assert.Null(await Fetch(server.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([30_000, null], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task Answer_with_another_range_is_not_appended()
    {
        folder.Write("file.gz.part", Content[..30_000]);
        using var server = new LoopbackServer(request => request.From is null ? Reply.Ok(Content) : Reply.Rest(Content, 10_000));
        Assert.Null(await Fetch(server.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Connection_that_always_breaks_is_given_up_and_its_bytes_kept()
    {
        using var server = new LoopbackServer(request => (request.From is { } from ? Reply.Rest(Content, from) : Reply.Ok(Content)).BrokenAfter(1_000));
        Assert.Contains("connection broken after 4000 bytes", await Fetch(server.Address));
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(Content[..4_000], File.ReadAllBytes(Target + ".part"));
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Wrong_content_is_refused_and_the_next_mirror_tried()
    {
        using var wrong = new LoopbackServer(_ => Reply.Ok(new byte[50_000]));
        using var right = new LoopbackServer(_ => Reply.Ok(Content));
        Assert.Null(await Fetch(wrong.Address, right.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Single(wrong.Requests);
    }

    [Fact]
    public async Task Failure_lists_each_mirror_with_why_and_leaves_nothing_under_the_name()
    {
        using var missing = new LoopbackServer(_ => Reply.NotFound);
        using var wrong = new LoopbackServer(_ => Reply.Ok([1, 2, 3]));
        using var offered = new LoopbackServer(_ => Reply.Ok(Content) with { Announced = Limit + 1 });
        using var closed = new LoopbackServer(_ => Reply.NotFound);
        closed.Dispose();
        string failure = (await Fetch(missing.Address, wrong.Address, offered.Address, closed.Address))!;
        Assert.Contains($"{missing.Address}file.gz: answered 404 Not Found; ", failure);
        Assert.Contains($"{wrong.Address}file.gz: wrong content; ", failure);
        Assert.Contains($"{offered.Address}file.gz: offers 100001 bytes, expected at most 100000; ", failure);
        Assert.Contains($"{closed.Address}file.gz: ", failure);
        Assert.DoesNotContain('\n', failure);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Body_beyond_the_limit_is_refused_even_when_no_length_was_announced()
    {
        byte[] chunk = [.. "8000\r\n"u8, .. new byte[0x8000], .. "\r\n"u8];
        byte[] endless = [.. Enumerable.Repeat(chunk, 10).SelectMany(bytes => bytes)];
        using var server = new LoopbackServer(_ => Reply.Ok(endless) with { Chunked = true });
        Assert.Contains("sends more than the 100000 bytes expected at most", await Fetch(server.Address));
        Assert.True(new FileInfo(Target + ".part").Length <= Limit);
    }

    [Fact]
    public async Task Redirect_to_plain_http_elsewhere_is_refused()
    {
        using var server = new LoopbackServer(_ => Reply.Redirect("http://mirror.example/file.gz"));
        Assert.Contains("redirects to http://mirror.example/file.gz, which is not https", await Fetch(server.Address));
    }

    [Fact]
    public async Task Redirect_is_followed_with_its_range()
    {
        folder.Write("file.gz.part", Content[..30_000]);
        using var server = new LoopbackServer(request => request.Path == "/file.gz" ? Reply.Redirect("/moved") : Reply.Rest(Content, request.From!.Value));
        Assert.Null(await Fetch(server.Address));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Endless_redirects_end()
    {
        using var server = new LoopbackServer(_ => Reply.Redirect("/file.gz"));
        Assert.Contains("redirects more than 5 times", await Fetch(server.Address));
    }

    [Fact]
    public async Task Plain_http_mirror_is_refused_without_asking_it() =>
        Assert.Contains("not an https address", await Fetch(new Uri("http://mirror.example/")));

    [Fact]
    public async Task Silent_server_is_given_up()
    {
        using var server = new LoopbackServer(_ => Reply.Ok(Content) with { Silent = true });
        using var downloader = new Downloader(patience: TimeSpan.FromSeconds(0.3));
        Assert.Contains("silent for 0.3 s", await downloader.Fetch([server.Address], Target, Limit, Verify, cancel: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Server_that_sends_a_byte_now_and_then_is_given_up_and_the_next_mirror_goes_on_from_its_bytes()
    {
        using var slow = new LoopbackServer(_ => Reply.Ok(Content) with { Drip = TimeSpan.FromMilliseconds(50) });
        using var fast = new LoopbackServer(request => request.From is { } from ? Reply.Rest(Content, from) : Reply.Ok(Content));
        using var downloader = new Downloader(patience: TimeSpan.FromSeconds(1.5));
        Uri[] mirrors = [new(slow.Address, "file.gz"), new(fast.Address, "file.gz")];

        Assert.Matches("too slow: [0-9]+ bytes in 1.5 s, expected at least 4096 bytes a second", await downloader.Fetch([mirrors[0]], Target, Limit, Verify, cancel: TestContext.Current.CancellationToken));
        long kept = new FileInfo(Target + ".part").Length;
        Assert.InRange(kept, 1, 100);
        Assert.Null(await downloader.Fetch([mirrors[1]], Target, Limit, Verify, cancel: TestContext.Current.CancellationToken));

        Assert.Single(slow.Requests);
        Assert.Equal((int)kept, Assert.Single(fast.Requests).From);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Escapes_that_a_server_sends_are_shown_but_not_obeyed()
    {
        using var server = new LoopbackServer(_ => new Reply("404 \u001b[2JGone\u0007", []));

        string failure = (await Fetch(server.Address))!;

        Assert.Contains("answered 404 ", failure);
        Assert.DoesNotContain(failure, char.IsControl);
    }

    [Fact]
    public async Task Progress_ends_at_the_total()
    {
        folder.Write("file.gz.part", Content[..30_000]);
        using var server = new LoopbackServer(request => Reply.Rest(Content, request.From!.Value));
        var reports = new Reports();
        Assert.Null(await FetchTo(Target, reports, server.Address));
        Assert.Equal(("file.gz", 50_000L, 50_000L), (reports.Last!.File, reports.Last.Received, reports.Last.Total));
    }

    [Fact]
    public async Task Folder_that_is_not_there_is_an_error_of_the_user() =>
        await Assert.ThrowsAsync<UserError>(() => FetchTo(folder["none/file"], null, new Uri("https://mirror.example/")));

    private static void Verify(string path)
    {
        if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(Content))
        {
            throw new UserError("wrong content");
        }
    }

    private Task<string?> Fetch(params Uri[] mirrors) => FetchTo(Target, null, mirrors);

    private static async Task<string?> FetchTo(string target, IProgress<DownloadProgress>? progress, params Uri[] mirrors)
    {
        using var downloader = new Downloader(Patience);
        Uri[] sources = [.. mirrors.Select(mirror => new Uri(mirror, "file.gz"))];
        return await downloader.Fetch(sources, target, Limit, Verify, progress, TestContext.Current.CancellationToken);
    }

    private sealed class Reports : IProgress<DownloadProgress>
    {
        public DownloadProgress? Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }
}
