using System.Text.Json.Nodes;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Runs;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class RunIdentityTests
{
    // The hash is in every checkpoint and marker, so however it is computed, it is that of this JSON.
    [Fact]
    public void Hash_is_that_of_the_identity_as_JSON_for_every_planned_run()
    {
        RunSpec[] specs = [.. ExperimentCatalog.Experiments.SelectMany(experiment => experiment.Plan(Planned.Paper))];

        Assert.NotEmpty(specs);
        Assert.All(specs, spec =>
        {
            RunIdentity identity = new(spec, EngineCatalog.Numerics, "data");
            Assert.Equal(RunIdentity.HashOf(identity.ToJson()), identity.Hash);
        });
    }

    [Fact]
    public void Engine_does_not_belong_to_it_and_every_setting_does()
    {
        RunIdentity identity = new(ToyRuns.Spec(), "1", "data");
        JsonObject json = identity.ToJson();

        Assert.False(json["spec"]!.AsObject().ContainsKey("engine"));
        Assert.Equal(identity.Hash, (identity with { Spec = identity.Spec with { Engine = "scalar" } }).Hash);
        Assert.NotEqual(identity.Hash, (identity with { Spec = identity.Spec with { Seed = 7 } }).Hash);
        Assert.NotEqual(identity.Hash, (identity with { Numerics = "2" }).Hash);
        Assert.NotEqual(identity.Hash, (identity with { DataHash = "other" }).Hash);
    }
}
