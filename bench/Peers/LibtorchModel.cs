using RnnMemory.Basics;
using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines;
using RnnMemory.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnMemory.Bench.Peers;

/// <summary>
/// The usual way to write the model with TorchSharp: nn.LSTM, nn.GRU or nn.RNN, a Linear readout, cross entropy and RMSProp, with the
/// minibatches already in tensors. A step returns its loss and its number of right answers, like the harness's own.
/// </summary>
internal sealed class LibtorchModel : IDisposable
{
    /// <summary>The name in tables.</summary>
    public const string Name = "TorchSharp";

    private static readonly Dictionary<Cell, Func<ModelSpec, Recurrent>> Modules = new()
    {
        [Cell.Vanilla] = model => Plain(model, nn.NonLinearities.ReLU),
        [Cell.Tanh] = model => Plain(model, nn.NonLinearities.Tanh),
        [Cell.Lstm] = Lstm,
        [Cell.Gru] = Gru,
    };

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly ScalarType type;
    private readonly nn.Module recurrent;
    private readonly Func<Tensor, Tensor> hidden;
    private readonly Linear readout;
    private readonly RMSProp optimizer;
    private readonly int classes;
    private readonly bool lastStep;
    private readonly Tensor[] inputs;
    private readonly Tensor[] targets;

    /// <summary>Names of the cells that libtorch has a module for: only these can be timed beside it.</summary>
    public static IReadOnlyList<string> Cells { get; } = [.. Modules.Keys.Select(cell => cell.Name)];

    /// <summary>Modules with random parameters, the same for each precision.</summary>
    /// <exception cref="UserError">libtorch has no module for the cell.</exception>
    public LibtorchModel(BenchCase problem, ScalarType type = ScalarType.Float32)
    {
        this.type = type;
        torch.manual_seed(0);
        ModelSpec model = problem.Model;
        classes = model.Classes;
        (recurrent, hidden) = Modules.TryGetValue(model.Cell, out Func<ModelSpec, Recurrent>? make)
            ? make(model)
            : throw new UserError($"libtorch has no module for the cell '{model.Cell.Name}', only for {string.Join(", ", Cells)}.");
        readout = nn.Linear(model.Hidden, model.Classes);
        recurrent.to(type);
        readout.to(type);
        optimizer = optim.RMSProp(
            [.. recurrent.parameters(), .. readout.parameters()],
            problem.Optimizer.LearningRate,
            alpha: problem.Optimizer[RmsProp.Rho],
            eps: problem.Optimizer[RmsProp.Epsilon]);
        inputs = [.. problem.Minibatches.Select(Inputs)];
        lastStep = model.Readout == Readout.LastStep;
        targets = [.. problem.Minibatches.Select(Targets)];
    }

    /// <summary>
    /// Parameters of the modules, flattened: input to hidden, hidden to hidden, both biases, the readout's kernel and bias.
    /// </summary>
    public IReadOnlyList<float[]> Parameters =>
        [.. recurrent.parameters().Concat(readout.parameters())
            .Select(tensor => tensor.detach().to(ScalarType.Float32).contiguous().data<float>().ToArray())];

    /// <summary>Updates on one minibatch after another, with one thread and with as many as libtorch takes by default.</summary>
    public IEnumerable<Contender> Updates() => TorchThreads.Each(Name, call => Train(call % inputs.Length));

    /// <summary>The same for forward passes; see <see cref="Evaluate"/>.</summary>
    public IEnumerable<Contender> Evaluations(bool gradients) => TorchThreads.Each(Name, call => Evaluate(call % inputs.Length, gradients));

    /// <summary>One update on that minibatch: the mean loss before it, and the right answers.</summary>
    public (double Loss, long Correct) Train(int minibatch) => Train(inputs[minibatch], targets[minibatch]);

    /// <summary>The same on a minibatch that must be converted to tensors first.</summary>
    public (double Loss, long Correct) Train(Minibatch minibatch)
    {
        using DisposeScope step = NewDisposeScope();
        return Train(Inputs(minibatch), Targets(minibatch));
    }

    /// <summary>A forward pass: the mean loss and the right answers.</summary>
    /// <param name="minibatch">Index of the minibatch.</param>
    /// <param name="gradients">
    /// Whether to keep the values that a backward pass would need. Without them libtorch may take another path, which gives wrong values
    /// for LSTMs of 16 units on some machines.
    /// </param>
    public (double Loss, long Correct) Evaluate(int minibatch, bool gradients)
    {
        using DisposeScope step = NewDisposeScope();
        using IDisposable? without = gradients ? null : torch.no_grad();
        return Answer(Forward(inputs[minibatch], targets[minibatch]), targets[minibatch]);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        readout.Dispose();
        recurrent.Dispose();
        scope.Dispose();
    }

    private (double Loss, long Correct) Train(Tensor x, Tensor y)
    {
        using DisposeScope step = NewDisposeScope();
        optimizer.zero_grad();
        (Tensor Logits, Tensor Loss) forward = Forward(x, y);
        forward.Loss.backward();
        optimizer.step();
        return Answer(forward, y);
    }

    private (Tensor Logits, Tensor Loss) Forward(Tensor x, Tensor y)
    {
        Tensor seen = hidden(x);
        Tensor logits = readout.call(lastStep ? seen[-1] : seen).reshape(-1, classes);
        return (logits, nn.functional.cross_entropy(logits, y));
    }

    private static (double Loss, long Correct) Answer((Tensor Logits, Tensor Loss) forward, Tensor y) =>
        (forward.Loss.ToDouble(), forward.Logits.argmax(1).eq(y).sum().ToInt64());

    private Tensor Inputs(Minibatch m) => torch.tensor(m.Inputs.ToArray()).reshape(m.Steps, m.Batch, m.Width).to(type);

    private static Tensor Targets(Minibatch m) => torch.tensor(m.Targets.ToArray()).to(ScalarType.Int64);

    private static Recurrent Lstm(ModelSpec model)
    {
        LSTM lstm = nn.LSTM(model.Inputs, model.Hidden);
        return new Recurrent(lstm, x => lstm.call(x).Item1);
    }

    private static Recurrent Gru(ModelSpec model)
    {
        GRU gru = nn.GRU(model.Inputs, model.Hidden);
        return new Recurrent(gru, x => gru.call(x).Item1);
    }

    private static Recurrent Plain(ModelSpec model, nn.NonLinearities activation)
    {
        RNN rnn = nn.RNN(model.Inputs, model.Hidden, nonLinearity: activation);
        return new Recurrent(rnn, x => rnn.call(x).Item1);
    }

    /// <summary>A module, and from [T, B, I] to its hidden states.</summary>
    private sealed record Recurrent(nn.Module Module, Func<Tensor, Tensor> Hidden);
}
