using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RnnMemory.Tests.Data;

/// <summary>What the server sends: a status line, headers, and a body that may be cut short of its announced length.</summary>
internal sealed record Reply(string Status, byte[] Body)
{
    public long? Announced { get; init; }

    public string Headers { get; init; } = "";

    /// <summary>The body is in HTTP chunks, without an announced length.</summary>
    public bool Chunked { get; init; }

    /// <summary>Nothing is sent at all; the connection stays open until the server is disposed.</summary>
    public bool Silent { get; init; }

    /// <summary>The pause after each byte of the body; null to send it in one go.</summary>
    public TimeSpan? Drip { get; init; }

    public static Reply Ok(byte[] body) => new("200 OK", body);

    public static Reply NotFound { get; } = new("404 Not Found", []);

    public static Reply Redirect(string address) => new("302 Found", []) { Headers = $"Location: {address}\r\n" };

    /// <summary>The rest of a body from a given byte, as a server answers a range request.</summary>
    public static Reply Rest(byte[] whole, int from) =>
        new("206 Partial Content", whole[from..]) { Headers = $"Content-Range: bytes {from}-{whole.Length - 1}/{whole.Length}\r\n" };

    /// <summary>The same reply, its connection broken after that many bytes of the body.</summary>
    public Reply BrokenAfter(int bytes) => this with { Body = Body[..bytes], Announced = Body.Length };
}

/// <summary>A request: its path, and the first byte asked for when it is a range request.</summary>
internal sealed record Request(string Path, int? From);

/// <summary>A web server on the loopback address with replies chosen by the test, one connection per request.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly List<Request> requests = [];

    public LoopbackServer(Func<Request, Reply> answer)
    {
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = Serve(answer);
    }

    public Uri Address { get; }

    public IReadOnlyList<Request> Requests => requests;

    public void Dispose()
    {
        over.Cancel();
        listener.Dispose();
    }

    private async Task Serve(Func<Request, Reply> answer)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await Serve(client, answer);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client, Func<Request, Reply> answer)
    {
        try
        {
            await using NetworkStream stream = client.GetStream();
            Request request = await ReadRequest(stream);
            requests.Add(request);
            Reply reply = answer(request);
            if (reply.Silent)
            {
                await Task.Delay(Timeout.Infinite, over.Token);
            }

            string length = reply.Chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {reply.Announced ?? reply.Body.Length}";
            string head = $"HTTP/1.1 {reply.Status}\r\n{length}\r\nConnection: close\r\n{reply.Headers}\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            for (int sent = 0; reply.Drip is { } pause && sent < reply.Body.Length; sent++)
            {
                await stream.WriteAsync(reply.Body.AsMemory(sent, 1));
                await Task.Delay(pause, over.Token);
            }

            await stream.WriteAsync(reply.Drip is null ? reply.Body : []);
        }
        catch (IOException)
        {
            // The client closed the connection, as it does when it is sent too much.
        }
    }

    private static async Task<Request> ReadRequest(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync())!.Split(' ')[1];
        int? from = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                from = int.Parse(line["Range: bytes=".Length..^1], CultureInfo.InvariantCulture);
            }
        }

        return new Request(path, from);
    }
}
