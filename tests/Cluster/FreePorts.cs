using System.Net;
using System.Net.Sockets;

namespace RnnMemory.Tests.Cluster;

/// <summary>Ports of loopback at which nobody listens.</summary>
internal static class FreePorts
{
    // Below the ports that systems give to connections: a daemon that is started again must find its port free.
    private const int First = 20_000, End = 32_000;

    /// <summary>Some ports, drawn at random: other suites that start at the same moment find others.</summary>
    public static IReadOnlyList<int> Find(int count)
    {
        Dictionary<int, TcpListener> taken = [];
        try
        {
            while (taken.Count < count)
            {
                int port = System.Random.Shared.Next(First, End);
                TcpListener listener = new(IPAddress.Loopback, port);
                try
                {
                    listener.Start();
                    taken.Add(port, listener);
                }
                catch (SocketException)
                {
                    listener.Dispose();
                }
            }

            return [.. taken.Keys];
        }
        finally
        {
            foreach (TcpListener listener in taken.Values)
            {
                listener.Dispose();
            }
        }
    }
}
