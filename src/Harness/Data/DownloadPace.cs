using System.Globalization;

namespace RnnMemory.Data;

/// <summary>
/// Gives a server up that is silent or too slow: <see cref="Token"/> is cancelled unless a share of <see cref="LeastRate"/> arrives within
/// each period of patience. A server that sends a byte now and then would otherwise be waited for without end.
/// </summary>
internal sealed class DownloadPace : IDisposable
{
    /// <summary>The slowest acceptable rate in bytes a second: MNIST's largest file takes 40 minutes.</summary>
    public const int LeastRate = 4096;

    private readonly TimeSpan patience;
    private readonly CancellationTokenSource source;
    private readonly long share;
    private long sinceShare;

    /// <param name="patience">How long a server may take to answer, and then for each share.</param>
    /// <param name="cancel">Stops the download.</param>
    public DownloadPace(TimeSpan patience, CancellationToken cancel)
    {
        this.patience = patience;
        share = patience == Timeout.InfiniteTimeSpan ? 1 : Math.Max(1, (long)(patience.TotalSeconds * LeastRate));
        source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        source.CancelAfter(patience);
    }

    /// <summary>Cancelled when patience is over or the download is stopped.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Counts bytes that arrived.</summary>
    public void Received(int bytes)
    {
        sinceShare += bytes;
        if (sinceShare >= share)
        {
            sinceShare = 0;
            source.CancelAfter(patience);
        }
    }

    /// <summary>Why the server was given up. A slow one is not asked again: another mirror may be faster.</summary>
    /// <param name="answered">Whether the server had answered before.</param>
    public DownloadRefused Refusal(bool answered) => sinceShare == 0
        ? new DownloadRefused(Text($"silent for {patience.TotalSeconds:0.#} s"), again: answered)
        : new DownloadRefused(
            Text($"too slow: {sinceShare} bytes in {patience.TotalSeconds:0.#} s, expected at least {LeastRate} bytes a second"), again: false);

    public void Dispose() => source.Dispose();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
