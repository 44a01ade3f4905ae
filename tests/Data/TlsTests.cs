using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

/// <summary>Downloads from mirrors with a wrong identity are refused.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Server_that_nobody_vouches_for_is_refused_before_it_is_asked_for_anything()
    {
        using X509Certificate2 certificate = SelfSigned();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> request = Serve(listener, certificate);
        Uri mirror = new($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/file.gz");
        using Downloader downloader = new(Timeout.InfiniteTimeSpan);

        string? failure = await downloader.Fetch(
            [mirror], folder["file.gz"], 1000, path => Assert.Fail($"{path} was believed"), cancel: TestContext.Current.CancellationToken);

        Assert.Contains("The remote certificate is invalid", failure, StringComparison.Ordinal);
        Assert.Equal("", await request);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Every_mirror_is_https() => Assert.All(Mnist.Mirrors, mirror => Assert.Equal("https", mirror.Scheme));

    // The decrypted content received over the connection; empty if the client broke it off.
    private static async Task<string> Serve(TcpListener listener, X509Certificate2 certificate)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using SslStream stream = new(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            byte[] request = new byte[100];
            return Encoding.ASCII.GetString(request, 0, await stream.ReadAsync(request));
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            return "";
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
