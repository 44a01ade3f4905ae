using RnnMemory.Experiments.Theories;
using Xunit;

[assembly: AssemblyFixture(typeof(RnnMemory.Tests.StoppedTests))]

namespace RnnMemory.Tests;

/// <summary>Ends the process of these tests, too, when `dotnet test` is stopped; they have nothing to save.</summary>
public sealed class StoppedTests : IDisposable
{
    private readonly EndOfTests end = new(() => Task.CompletedTask);

    public void Dispose() => end.Dispose();
}
