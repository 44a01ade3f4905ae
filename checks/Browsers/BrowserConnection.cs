using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace RnnMemory.Checks.Browsers;

/// <summary>
/// Commands to a browser and its events, as JSON over a socket. WebDriver BiDi, which Firefox speaks, and Chromium's protocol have the same
/// frame: a command with a number, an answer with that number, and events without one.
/// </summary>
internal sealed class BrowserConnection : IAsyncDisposable
{
    // Training an epoch takes seconds; on a busy machine, some more.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = [];
    private readonly Action<string, JsonElement> heard;
    private Task listening = Task.CompletedTask;
    private int calls;

    private BrowserConnection(Action<string, JsonElement> heard) => this.heard = heard;

    /// <summary>Connects to a browser that listens.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="heard">Gets the name and the parameters of each event, one after the other.</param>
    /// <exception cref="BrowserException">It does not answer.</exception>
    public static async Task<BrowserConnection> ConnectAsync(Uri address, Action<string, JsonElement> heard)
    {
        BrowserConnection connection = new(heard);
        try
        {
            await connection.socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience);
        }
        catch (WebSocketException error)
        {
            throw new BrowserException($"The browser at {address} does not answer: {error.Message}", error);
        }

        connection.listening = connection.ListenAsync();
        return connection;
    }

    /// <summary>Sends a command and waits for its result. One at a time.</summary>
    /// <param name="method">E.g. "script.evaluate".</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="session">In Chromium, of which page.</param>
    /// <exception cref="BrowserException">The browser refused it, or closed the connection.</exception>
    /// <exception cref="TimeoutException">The browser gave no answer.</exception>
    public async Task<JsonElement> CallAsync(string method, object parameters, string? session = null)
    {
        int id = ++calls;
        Dictionary<string, object> message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        TaskCompletionSource<JsonElement> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        if (listening.IsCompleted)
        {
            throw new BrowserException($"The browser closed the connection before {method}.");
        }

        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, end.Token);
        JsonElement answered = await answer.Task.WaitAsync(Patience);
        return answered.TryGetProperty("result", out JsonElement result)
            ? result
            : throw new BrowserException($"{method}: {answered.GetRawText()}");
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await listening;
        socket.Dispose();
        end.Dispose();
    }

    private async Task ListenAsync()
    {
        string why = "it said so";
        try
        {
            byte[] part = new byte[1 << 16];
            using MemoryStream message = new();
            while (await socket.ReceiveAsync(part, end.Token) is { MessageType: not WebSocketMessageType.Close } received)
            {
                message.Write(part, 0, received.Count);
                if (received.EndOfMessage)
                {
                    Take(message);
                    message.SetLength(0);
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            why = error.Message;
        }

        foreach (TaskCompletionSource<JsonElement> answer in waiting.Values)
        {
            answer.TrySetException(new BrowserException($"The browser closed the connection: {why}"));
        }
    }

    private void Take(MemoryStream message)
    {
        using JsonDocument document = JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length));
        JsonElement root = document.RootElement.Clone();
        if (root.TryGetProperty("id", out JsonElement id) && id.TryGetInt32(out int number) && waiting.TryRemove(number, out var answer))
        {
            answer.TrySetResult(root);
        }
        else if (root.TryGetProperty("method", out JsonElement method))
        {
            heard(method.GetString()!, root.GetProperty("params"));
        }
    }
}
