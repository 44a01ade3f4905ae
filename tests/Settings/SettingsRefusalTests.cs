using CsCheck;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Settings;

public sealed class SettingsRefusalTests
{
    private static readonly IEnumerable<string> Keys = new SettingKeys(ExperimentCatalog.Sections, EngineCatalog.Known.Names).All.Keys;

    [Theory]
    [InlineData("Increment:Epoch=3", "--set: unknown setting 'Increment:Epoch'", "'Increment:Epochs'")]
    [InlineData("Epochs=3", "--set: unknown setting 'Epochs'", "'Increment:Epochs'")]
    [InlineData("Increment:Cells:0=gru", "--set: unknown setting 'Increment:Cells:0'", "'Increment:Cells'")]
    [InlineData("Increment=3", "--set: unknown setting 'Increment'", "Known: Seed, Seeds, Engine")]
    [InlineData("Increment:Epochs", "'Increment:Epochs'", "expected Key=Value")]
    [InlineData("=3", "'=3'", "expected Key=Value")]
    [InlineData("Increment:Epochs=three", "--set: Increment:Epochs must be a whole number", "not 'three'")]
    [InlineData("Increment:Epochs=3.5", "--set: Increment:Epochs must be a whole number", "not '3.5'")]
    [InlineData("Increment:Epochs=", "--set: Increment:Epochs must be a whole number", "not ''")]
    [InlineData("Increment:Epochs=99999999999", "--set: Increment:Epochs must be a whole number below 2^31", "not '99999999999'")]
    [InlineData("Increment:LearningRate=fast", "--set: Increment:LearningRate must be a number", "not 'fast'")]
    [InlineData("Increment:LearningRate=NaN", "--set: Increment:LearningRate must be a number", "not 'NaN'")]
    [InlineData("Increment:PhaseMarker=1", "--set: Increment:PhaseMarker must be true or false", "not '1'")]
    [InlineData("Increment:Encoding=1", "--set: Increment:Encoding must be OneHot or Scalar", "not '1'")]
    [InlineData("Increment:CurveAlsoAt=1,x", "--set: Increment:CurveAlsoAt must be a list of whole numbers", "not 'x'")]
    [InlineData("Increment:Cells=gruu", "Increment:Cells (--set): Unknown cell 'gruu'. Did you mean 'gru'?", "Known: vanilla, tanh, lstm, gru")]
    [InlineData("Increment:Orders=simpel", "Increment:Orders (--set): Unknown order 'simpel'", "'simple'")]
    [InlineData("Engine=smid", "Engine (--set): Unknown engine 'smid'. Did you mean 'simd'?", "Known: simd, scalar")]
    [InlineData("Increment:Cells=", "Increment:Cells =  (--set)", "at least one entry")]
    [InlineData("Increment:Cells=gru,gru", "Increment:Cells = gru,gru (--set)", "an entry twice")]
    [InlineData("Increment:Sizes=1x5", "Increment:Sizes (--set): '1x5'", "K must be 2 to 256, not 1")]
    [InlineData("Increment:Sizes=2x0", "Increment:Sizes (--set): '2x0'", "N must be 1 to 10000, not 0")]
    [InlineData("Increment:Sizes=2x-3", "Increment:Sizes (--set): '2x-3'", "N must be 1 to 10000, not -3")]
    [InlineData("Increment:Sizes=2", "Increment:Sizes (--set): '2'", "expected KxN")]
    [InlineData("Increment:Hidden=0", "Increment:Hidden = 0 (--set)", "must be 1 to 4096")]
    [InlineData("Increment:BatchSize=-1", "Increment:BatchSize = -1 (--set)", "must be 1 to 65536")]
    [InlineData("Increment:Epochs=0", "Increment:Epochs = 0 (--set)", "must be 1 to 1000000")]
    [InlineData("Increment:UpdatesPerEpoch=0", "Increment:UpdatesPerEpoch = 0 (--set)", "must be 1")]
    [InlineData("Increment:Holdout=0", "Increment:Holdout = 0 (--set)", "must be 1")]
    [InlineData("Increment:CurveHoldout=0", "Increment:CurveHoldout = 0 (--set)", "must be 1")]
    [InlineData("Increment:CurveEvery=0", "Increment:CurveEvery = 0 (--set)", "must be 1")]
    [InlineData("Increment:CurveAlsoAt=-1", "Increment:CurveAlsoAt = -1 (--set)", "negative")]
    [InlineData("Increment:FixedTrainingSet=15", "Increment:FixedTrainingSet = 15 (--set)", "at least one minibatch (16)")]
    [InlineData("Increment:FixedTrainingSet=2147483647", "Increment:FixedTrainingSet = 2147483647 (--set)", "must be 0 to 100000000")]
    [InlineData("Increment:LearningRate=1e-46", "Increment:LearningRate = 1E-46 (--set)", "must be above 0, also as binary32, with which training computes: 0.")]
    [InlineData("Increment:LearningRate=1e39", "Increment:LearningRate = 1E+39 (--set)", "also as binary32, with which training computes: Infinity.")]
    [InlineData("Mnist:LearningRates=1e-3,1e-50", "Mnist:LearningRates = 0.001,1E-50 (--set)", "also as binary32")]
    [InlineData("Increment:Rho=0.999999999", "Increment:Rho = 0.999999999 (--set)", "below 1, also as binary32, with which training computes: 1.")]
    [InlineData("Increment:Epsilon=1e-46", "Increment:Epsilon = 1E-46 (--set)", "above 0, also as binary32")]
    [InlineData("Increment:ClipNorm=1e-46", "Increment:ClipNorm = 1E-46 (--set)", "also as binary32, with which training computes: 0.")]
    [InlineData("Increment:LearningRate=0", "Increment:LearningRate = 0 (--set)", "above 0")]
    [InlineData("Increment:Rho=1", "Increment:Rho = 1 (--set)", "below 1")]
    [InlineData("Increment:Epsilon=0", "Increment:Epsilon = 0 (--set)", "above 0")]
    [InlineData("Increment:Optimizer=adm", "Increment:Optimizer (--set): Unknown optimizer 'adm'", "Known: rmsprop")]
    [InlineData("Increment:ClipNorm=-1", "Increment:ClipNorm = -1 (--set)", "at least 0")]
    [InlineData("Increment:InterestingProbability=1.5", "Increment:InterestingProbability = 1.5 (--set)", "between 0 and 1")]
    [InlineData("Increment:Permutation=0,0,1", "Increment:Permutation = 0,0,1 (--set)", "is no permutation")]
    [InlineData("Increment:Permutation=1,0", "Increment:Permutation = 1,0 (--set)", "2 entries, but size 2x32 has 32 digits")]
    [InlineData("Seed=-1", "Seed = -1 (--set)", "must be at least 0")]
    [InlineData("Seeds=", "Seeds (--set): ''", "e.g. 0-4,9")]
    [InlineData("Seeds=a", "Seeds (--set): 'a'", "no seed and no range of seeds")]
    [InlineData("Seeds=-1", "Seeds (--set): '-1'", "no seed and no range of seeds")]
    [InlineData("Seeds=4-0", "Seeds (--set): '4-0'", "ascending ranges")]
    [InlineData("Seeds=0-4,3", "Seeds (--set): '0-4,3'", "has seed 3 twice")]
    [InlineData("Seeds=0-1000", "Seeds (--set): '0-1000'", "more than 1000 seeds")]
    [InlineData("Increment:KernelDeviation=0", "Increment:KernelDeviation = 0 (--set)", "above 0")]
    [InlineData("Mnist:KernelDeviation=-1", "Mnist:KernelDeviation = -1 (--set)", "above 0")]
    [InlineData("Mnist:Cell=gruu", "Mnist:Cell (--set): Unknown cell 'gruu'. Did you mean 'gru'?", "Known: vanilla, tanh, lstm, gru")]
    [InlineData("Increment:Permutations=1,1", "Increment:Permutations = 1,1 (--set)", "an entry twice")]
    [InlineData("Increment:Permutations=-1", "Increment:Permutations = -1 (--set)", "negative")]
    [InlineData("Mnist:SquareBox=1", "--set: Mnist:SquareBox must be true or false", "not '1'")]
    [InlineData("Workers=-1", "Workers = -1 (--set)", "must be 0 to 1024")]
    [InlineData("Artifacts= ", "Artifacts =  (--set)", "must name a folder")]
    public void Command_line_refuses_in_one_line(string assignment, string what, string rule)
    {
        using SettingsFixture fixture = new();
        fixture.Set.Add(assignment);

        string message = Assert.Throws<UserError>(fixture.Load).Message;

        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("{\n  \"Incremnt\": { \"Epochs\": 3 }\n}", "mine.json line 2: unknown setting 'Incremnt:Epochs'", "'Increment:Epochs'")]
    [InlineData("{\n  \"Increment\": {\n    \"Epochs\": 3.5 } }", "mine.json line 3: Increment:Epochs must be a whole number", "not '3.5'")]
    [InlineData("{\n  \"Increment\": {\n    \"Hidden\": [8] } }", "mine.json line 3: Increment:Hidden must be a whole number below 2^31", "not a list.")]
    [InlineData("{\n  \"Increment\": {\n    \"Hidden\": {} } }", "mine.json line 3: Increment:Hidden must be a whole number below 2^31", "not an object.")]
    [InlineData("{ \"Increment\": { \"CurveAlsoAt\": [null] } }", "mine.json line 1: Increment:CurveAlsoAt must be a list of whole numbers below 2^31", "not a list with null in it.")]
    [InlineData("{ \"Increment\": { \"CurveAlsoAt\": [1, [2]] } }", "Increment:CurveAlsoAt must be a list", "not a list with a list in it.")]
    [InlineData("{ \"Increment\": { \"CurveAlsoAt\": [{}] } }", "Increment:CurveAlsoAt must be a list", "not a list with an object in it.")]
    [InlineData("{ \"Increment\": { \"CurveAlsoAt\": { \"0\": 1 } } }", "Increment:CurveAlsoAt must be a list", "not an object.")]
    [InlineData("{\n  \"Increment\": 3 }", "mine.json line 2: Increment must be an object with settings", "not '3'.")]
    [InlineData("{\n  \"Increment\": [3] }", "mine.json line 2: Increment must be an object with settings", "not a list.")]
    [InlineData("{\n  \"Increment\": null }", "mine.json line 2: Increment must be an object with settings", "not null.")]
    [InlineData("{\n  \"Incremnt\": {} }", "mine.json line 2: unknown setting 'Incremnt'", "Known:")]
    [InlineData("{\n  \"Incremnt\": [[]] }", "mine.json line 2: unknown setting 'Incremnt'", "Known:")]
    [InlineData("{\n  \"Increment.Hidden\": 8,\n  \"Increment\": { \"Hidden\": 16 }\n}", "mine.json line 3: Increment:Hidden", "already given in line 2")]
    [InlineData("{\n  \"Increment\": { \"Hidden\": 16 },\n  \"increment__hidden\": 8\n}", "mine.json line 3: increment:hidden", "already given in line 2")]
    [InlineData("{\n  \"Increment\": { \"CurveAlsoAt\": [1] },\n  \"Increment:CurveAlsoAt:0\": 8\n}", "mine.json line 3: unknown setting 'Increment:CurveAlsoAt:0'", "'Increment:CurveAlsoAt'")]
    [InlineData("{\n  \"Increment\": {\n    \"Epochs\": null } }", "mine.json line 3: Increment:Epochs must be a whole number", "not null")]
    [InlineData("{\n  \"Increment\": {\n    \"Cells\": [] } }", "mine.json line 3", "at least one entry")]
    [InlineData("{\n  \"Seed\": 1,\n  \"seed\": 2\n}", "mine.json line 3: seed", "already given in line 2")]
    [InlineData("{\n  \"Seed\": 1\n  \"Workers\": 2\n}", "mine.json line 3: not valid JSON", "after a value")]
    [InlineData("{ \"Seed\": 1", "mine.json line 1: not valid JSON", "")]
    [InlineData("", "mine.json line 1: not valid JSON", "")]
    [InlineData("{\n  \"\\ud800\": 1 }", "mine.json line 2: expected text", "half of an escaped character")]
    [InlineData("{\n  \"Engine\": \"\\udc00\" }", "mine.json line 2: expected text", "half of an escaped character")]
    [InlineData("[1]", "mine.json line 1", "expected a JSON object")]
    [InlineData("3", "mine.json line 1", "expected a JSON object")]
    public void File_refuses_with_its_name_and_line(string json, string what, string rule)
    {
        using SettingsFixture fixture = new();
        fixture.WriteUser(json);

        string message = fixture.Refusal();

        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void File_that_is_not_there_or_not_text_is_refused_by_name()
    {
        using SettingsFixture fixture = new();
        fixture.WriteUser("{}");
        File.WriteAllBytes(fixture.File!, [0x7B, 0xFF, 0x7D]);
        Assert.Contains("mine.json is not UTF-8", fixture.Refusal(), StringComparison.Ordinal);

        File.Delete(fixture.File!);
        Assert.Contains("mine.json cannot be read", fixture.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RNN_MEMORY__Increment__Epoch", "environment variable RNN_MEMORY__Increment__Epoch: unknown setting")]
    [InlineData("RNN_MEMORY__Increment__Epochs", "environment variable RNN_MEMORY__Increment__Epochs: Increment:Epochs must be")]
    [InlineData("RNN_MEMORY_Increment__Epochs", "two underscores")]
    [InlineData("RNN_MEMORY_DATUM", "RNN_MEMORY_DATA")]
    [InlineData("RNN_MEMORY_OFFLINE", "must be 1, true, yes, on or 0, false, no, off, not 'many'.")]
    [InlineData("RNN_MEMORY_FRESH", "must be 1, true, yes, on or 0, false, no, off, not 'many'.")]
    [InlineData("RNN_MEMORY_NO_DIFF", "must be 1, true, yes, on or 0, false, no, off, not 'many'.")]
    public void Environment_refuses_with_the_name_of_the_variable(string variable, string what)
    {
        using SettingsFixture fixture = new();
        fixture.Environment[variable] = "many";

        string message = fixture.Refusal();

        Assert.Contains(variable, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_setting_in_two_environment_variables_is_refused_with_both_names()
    {
        using SettingsFixture fixture = new();
        fixture.Environment["RNN_MEMORY__Increment__Hidden"] = "8";
        fixture.Environment["rnn_memory__increment__hidden"] = "9";

        Assert.Equal(
            "environment variable rnn_memory__increment__hidden: Increment:Hidden was already given by environment variable RNN_MEMORY__Increment__Hidden; keep one of them.",
            fixture.Refusal());
    }

    [Fact]
    public void Smallest_learning_rate_of_binary32_is_accepted()
    {
        using SettingsFixture fixture = new();
        fixture.Set.Add("Increment:LearningRate=1e-45");

        Assert.Equal(1e-45, fixture.Increment().LearningRate);
    }

    [Fact]
    public void Profile_of_the_environment_is_refused_by_the_variables_name()
    {
        using SettingsFixture fixture = new() { Profile = "papr" };
        fixture.Environment["RNN_MEMORY_PROFILE"] = "papr";

        Assert.Equal("Unknown profile in RNN_MEMORY_PROFILE 'papr'. Did you mean 'paper'? Known: quick, paper.", fixture.Refusal());
    }

    [Fact]
    public void Unknown_profile_is_refused_with_the_nearest()
    {
        using SettingsFixture fixture = new() { Profile = "qick" };

        Assert.Equal("Unknown profile 'qick'. Did you mean 'quick'? Known: quick, paper.", fixture.Refusal());
    }

    [Fact]
    public void No_text_on_the_command_line_gets_past_with_anything_but_a_user_error() =>
        Gen.Select(Gen.OneOfConst([.. Keys]), Gen.String).Sample((key, value) =>
        {
            using SettingsFixture fixture = new();
            fixture.Set.Add($"{key}={value}");
            try
            {
                fixture.Load();
            }
            catch (UserError)
            {
            }
        }, iter: 300);
}
