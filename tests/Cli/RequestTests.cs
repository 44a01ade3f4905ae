using RnnMemory.Cli.Requests;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class RequestTests
{
    [Fact]
    public void Store_without_the_record_has_none_of_its_runs()
    {
        Request request = Request.OfStoredRuns(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

        Assert.Contains("mnist/transposed@16@128@3e-05/seed-0", request.OpenStore(_ => { }).FinishedIds());
        Assert.Empty(request.OpenStore(_ => { }, withRecord: false).FinishedIds());
    }
}
