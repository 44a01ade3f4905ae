using CsCheck;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Increment;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Settings;

public sealed class SettingsPrecedenceTests
{
    [Fact]
    public void The_later_source_wins_whatever_the_others_say() =>
        Gen.Select(Gen.Int[1, 1000].Nullable(), Gen.Int[1, 1000].Nullable(), Gen.Int[1, 1000].Nullable(), Gen.Int[1, 1000].Nullable())
            .Sample((quick, file, environment, line) =>
            {
                using SettingsFixture fixture = new();
                fixture.Write("quick.json", quick is null ? "{}" : $$"""{ "Increment": { "Epochs": {{quick}} } }""");
                fixture.WriteUser(file is null ? "{}" : $$"""{ "Increment": { "Epochs": {{file}} } }""");
                if (environment is not null)
                {
                    fixture.Environment["RNN_MEMORY__Increment__Epochs"] = $"{environment}";
                }

                if (line is not null)
                {
                    fixture.Set.Add($"Increment:Epochs={line}");
                }

                return fixture.Increment().Epochs == (line ?? environment ?? file ?? quick ?? 5);
            }, iter: 100);

    [Fact]
    public void A_list_replaces_a_list_from_every_source() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 40].Array[1, 8]).Sample((way, points) =>
        {
            using SettingsFixture fixture = new();
            string json = $$"""{ "Increment": { "CurveAlsoAt": [ {{string.Join(", ", points)}} ] } }""";
            string text = string.Join(",", points);
            switch (way)
            {
                case 0: fixture.Write("quick.json", json); break;
                case 1: fixture.WriteUser(json); break;
                case 2: fixture.Environment["RNN_MEMORY__Increment__CurveAlsoAt"] = text; break;
                default: fixture.Set.Add($"Increment:CurveAlsoAt={text}"); break;
            }

            return fixture.Increment().CurveAlsoAt.SequenceEqual(points);
        }, iter: 100);

    [Theory]
    [InlineData("Increment:Epochs=3")]
    [InlineData("Increment.Epochs=3")]
    [InlineData("Increment__Epochs=3")]
    [InlineData("increment:epochs = 3")]
    public void Command_line_takes_every_spelling_of_a_key(string assignment)
    {
        using SettingsFixture fixture = new();
        fixture.Set.Add(assignment);

        Assert.Equal(3, fixture.Increment().Epochs);
    }

    [Fact]
    public void Paper_profile_does_not_see_quick_json()
    {
        using SettingsFixture fixture = new() { Profile = SettingsLoader.Paper };
        fixture.Write("quick.json", """{ "Increment": { "Epochs": 1 } }""");

        Assert.Equal(5, fixture.Increment().Epochs);
    }

    [Fact]
    public void Overrides_tell_what_differs_from_the_profile_and_where_it_was_given()
    {
        using SettingsFixture fixture = new();
        fixture.Write("quick.json", """{ "Seed": 4 }""");
        fixture.WriteUser("""
            {
              "Increment": {
                "LearningRate": 1e-3
              }
            }
            """);
        fixture.Environment["RNN_MEMORY__Increment__Rho"] = "0.90";
        fixture.Set.Add("Increment:Cells=gru,lstm");

        LoadedSettings loaded = fixture.Load();

        Assert.Equal(
            [
                new SettingOverride("Increment:Cells", "gru,lstm", "--set"),
                new SettingOverride("Increment:LearningRate", "0.001", $"{fixture.File} line 3"),
            ],
            loaded.Overrides);
        Assert.Equal("quick", loaded.Profile);
    }

    [Fact]
    public void Every_kind_of_value_reaches_its_setting()
    {
        using SettingsFixture fixture = new();
        fixture.Set.AddRange(
            ["Seed=9000000000", "Engine=scalar", "Increment:Encoding=scalar", "Increment:PhaseMarker=TRUE", "Increment:ClipNorm=.5",
             "Increment:Sizes=10x5", "Increment:Permutation=4,0,1,3,2"]);

        HarnessSettings settings = fixture.Load().Settings;
        IncrementSettings increment = fixture.Increment();

        Assert.Equal((9_000_000_000, "scalar"), (settings.Seed, settings.Engine));
        Assert.Equal((DigitEncoding.Scalar, true, 0.5),
            (increment.Encoding, increment.PhaseMarker, increment.ClipNorm));
        Assert.Equal([4, 0, 1, 3, 2], increment.Permutation);
    }

    [Fact]
    public void Null_takes_a_permutation_back()
    {
        using SettingsFixture fixture = new();
        fixture.WriteUser("""{ "Increment": { "Sizes": ["10x2"], "Permutation": [1, 0] } }""");
        fixture.Set.Add("Increment:Permutation=null");

        Assert.Null(fixture.Increment().Permutation);
    }

    [Fact]
    public void Variables_of_the_harness_that_are_no_settings_are_left_alone()
    {
        using SettingsFixture fixture = new();
        fixture.Environment["RNN_MEMORY_DATA"] = "/data";
        fixture.Environment["RNN_MEMORY_PROFILE"] = "paper";
        fixture.Environment["PATH"] = "/bin";

        Assert.Empty(fixture.Load().Overrides);
    }
}
