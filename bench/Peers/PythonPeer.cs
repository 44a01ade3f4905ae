using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Models;

namespace RnnMemory.Bench.Peers;

/// <summary>Python's torch, if it is installed, in a separate process: the same modules, parameters and minibatches.</summary>
internal sealed class PythonPeer : IDisposable
{
    public const string Name = "python torch, 1 thread";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Lazy<string?> Interpreter = new(() => new[] { "python3", "/usr/bin/python3", "python" }.FirstOrDefault(HasTorch));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-bench-");
    private readonly Process process;

    private PythonPeer(BenchCase problem, string interpreter)
    {
        string script = Path.Combine(folder.FullName, "python_torch.py");
        using (Stream source = typeof(PythonPeer).Assembly.GetManifestResourceStream("python_torch.py")!)
        using (FileStream target = File.Create(script))
        {
            source.CopyTo(target);
        }

        File.WriteAllText(Path.Combine(folder.FullName, "problem.json"), Describe(problem));
        File.WriteAllBytes(Path.Combine(folder.FullName, "data.bin"), Data(problem));
        process = Start(interpreter, script, folder.FullName);
        Version = Read().Split(' ') is ["ready", string version] ? version : throw new CheckFailedException("Python's torch did not start.");
    }

    /// <summary>E.g. "2.6.0".</summary>
    public string Version { get; }

    public Contender Contender => new(Name, calls => 1e6 * Ask($"time {calls}"));

    /// <summary>A process ready to train; null if no Python with torch is installed.</summary>
    public static PythonPeer? Open(BenchCase problem) => Interpreter.Value is { } interpreter ? new PythonPeer(problem, interpreter) : null;

    /// <summary>One update: the mean loss before it.</summary>
    public double Train(int minibatch) => Ask($"train {minibatch}");

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static bool HasTorch(string interpreter)
    {
        try
        {
            using Process probe = Start(interpreter, "-c", "import torch");
            probe.StandardInput.Close();
            return probe.WaitForExit(Patience) && probe.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string interpreter, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(interpreter, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static string Describe(BenchCase problem) => JsonSerializer.Serialize(new
    {
        cell = problem.Model.Cell.Name,
        steps = problem.Steps,
        batch = problem.Batch,
        inputs = problem.Model.Inputs,
        hidden = problem.Model.Hidden,
        classes = problem.Model.Classes,
        outputs = problem.Outputs,
        lastStep = problem.Model.Readout == Readout.LastStep,
        learningRate = problem.Optimizer.LearningRate,
        rho = problem.Optimizer[RmsProp.Rho],
        epsilon = problem.Optimizer[RmsProp.Epsilon],
        minibatches = problem.Minibatches.Count,
    });

    private static byte[] Data(BenchCase problem)
    {
        using LibtorchModel modules = new(problem);
        float[] values =
        [
            .. modules.Parameters.SelectMany(tensor => tensor),
            .. problem.Minibatches.SelectMany(m =>
                m.Inputs.ToArray().Concat(Array.ConvertAll(m.Targets.ToArray(), target => (float)target))),
        ];
        return MemoryMarshal.AsBytes<float>(values).ToArray();
    }

    private double Ask(string question)
    {
        process.StandardInput.WriteLine(question);
        process.StandardInput.Flush();
        return double.Parse(Read(), CultureInfo.InvariantCulture);
    }

    private string Read() => process.StandardOutput.ReadLine()
        ?? throw new CheckFailedException($"Python's torch ended: {process.StandardError.ReadToEnd().ReplaceLineEndings(" ")}");
}
