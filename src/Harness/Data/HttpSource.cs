using System.Net;
using System.Net.Http.Headers;
using RnnMemory.Files;

namespace RnnMemory.Data;

/// <summary>
/// Appends a web server's content to a file. Only https is accepted, also after redirects. A server on this machine's loopback address
/// may use http, since nobody can intercept the connection.
/// </summary>
internal sealed class HttpSource : IDisposable
{
    private const int MaximumRedirects = 5;
    private readonly HttpClient client;
    private readonly TimeSpan patience;

    /// <param name="patience">How long a connection may stay silent, or too slow (<see cref="DownloadPace"/>).</param>
    public HttpSource(TimeSpan patience)
    {
        // Redirects are followed by this code, which checks that they use https. Content is not decompressed, so that a .gz file arrives
        // as it is.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = patience,
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("rnn-memory", "1"));
        this.patience = patience;
    }

    /// <summary>Completes a partial file, or starts over if the server cannot continue it.</summary>
    /// <param name="source">The address.</param>
    /// <param name="part">The partial file, open for writing; may already hold the beginning.</param>
    /// <param name="limit">The largest number of bytes to accept.</param>
    /// <param name="progress">Gets the number of bytes in the file and the total.</param>
    /// <param name="cancel">Stops the download.</param>
    /// <exception cref="DownloadRefused">The server did not deliver.</exception>
    public async Task Complete(Uri source, FileStream part, long limit, Action<long, long?> progress, CancellationToken cancel)
    {
        using DownloadPace pace = new(patience, cancel);
        bool answered = false;
        try
        {
            using HttpResponseMessage response = await Request(source, part.Length, pace.Token);
            answered = true;
            bool continued = response.StatusCode == HttpStatusCode.PartialContent;
            if (continued && response.Content.Headers.ContentRange?.From != part.Length)
            {
                part.SetLength(0);
                throw new DownloadRefused("answered with another range than asked for", again: true);
            }

            if (!continued)
            {
                part.SetLength(0);
            }

            part.Position = part.Length;
            await Receive(response, part, limit, progress, pace);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw pace.Refusal(answered);
        }
        catch (HttpRequestException error)
        {
            // Asking a server again at once is useless if it never answered.
            throw new DownloadRefused(error.InnerException?.Message ?? error.Message, again: false, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static bool MayFollow(Uri from, Uri to) =>
        to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && to.IsLoopback && from.Scheme == Uri.UriSchemeHttp);

    private async Task<HttpResponseMessage> Request(Uri source, long offset, CancellationToken cancel)
    {
        Uri address = source;
        for (int redirects = 0; redirects <= MaximumRedirects; redirects++)
        {
            if (!MayFollow(source, address))
            {
                throw new DownloadRefused(address == source ? "not an https address" : $"redirects to {address}, which is not https", again: false);
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = offset > 0 ? new RangeHeaderValue(offset, null) : null;
            HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.StatusCode is HttpStatusCode.OK || (response.StatusCode is HttpStatusCode.PartialContent && offset > 0))
            {
                return response;
            }

            using (response)
            {
                if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && offset > 0)
                {
                    offset = 0;
                }
                else if ((int)response.StatusCode is > 300 and < 400 && response.Headers.Location is { } location)
                {
                    address = new Uri(address, location);
                }
                else
                {
                    throw new DownloadRefused($"answered {(int)response.StatusCode} {response.ReasonPhrase}", again: false);
                }
            }
        }

        throw new DownloadRefused($"redirects more than {MaximumRedirects} times", again: false);
    }

    private static async Task Receive(
        HttpResponseMessage response, FileStream part, long limit, Action<long, long?> progress, DownloadPace pace)
    {
        long? total = part.Length + response.Content.Headers.ContentLength;
        if (total > limit)
        {
            throw new DownloadRefused($"offers {total} bytes, expected at most {limit}", again: false);
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(pace.Token);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int got = await Read(body, buffer, part, pace.Token);
            if (got == 0)
            {
                return;
            }

            if (part.Length + got > limit)
            {
                throw new DownloadRefused($"sends more than the {limit} bytes expected at most", again: false);
            }

            FileBytes.Write(part, buffer.AsSpan(0, got));
            pace.Received(got);
            progress(part.Length, total);
        }
    }

    private static async Task<int> Read(Stream body, byte[] buffer, FileStream part, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(buffer, cancel);
        }
        catch (IOException error)
        {
            throw new DownloadRefused($"connection broken after {part.Length} bytes", again: true, error);
        }
    }
}
