using RnnMemory.Engines;
using RnnMemory.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnMemory.Bench;

/// <summary>
/// What one would write with TorchSharp: nn.LSTM, nn.GRU or nn.RNN, a Linear readout, cross entropy and RMSProp, with the
/// minibatches already in tensors; a step tells its loss and its number of right answers, as the harness's own does.
/// Always trained, never evaluated without gradients, where libtorch can be wrong.
/// </summary>
internal sealed class LibtorchModel : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly nn.Module recurrent;
    private readonly Func<Tensor, Tensor> hidden;
    private readonly Linear readout;
    private readonly RMSProp optimizer;
    private readonly int classes;
    private readonly bool lastStep;
    private readonly Tensor[] inputs;
    private readonly Tensor[] targets;

    /// <summary>Modules with random parameters, the same for each precision.</summary>
    public LibtorchModel(BenchCase problem, ScalarType type)
    {
        torch.manual_seed(0);
        ModelSpec model = problem.Model;
        classes = model.Classes;
        (recurrent, hidden) = Recurrent(model);
        readout = nn.Linear(model.Hidden, model.Classes);
        recurrent.to(type);
        readout.to(type);
        optimizer = optim.RMSProp(
            [.. recurrent.parameters(), .. readout.parameters()],
            problem.Optimizer.LearningRate,
            alpha: problem.Optimizer.Rho,
            eps: problem.Optimizer.Epsilon);
        inputs = [.. problem.Minibatches.Select(m => torch.tensor(m.Inputs.ToArray()).reshape(m.Steps, m.Batch, m.Width).to(type))];
        lastStep = model.Readout == Readout.LastStep;
        targets = [.. problem.Minibatches.Select(m => torch.tensor(m.Targets.ToArray()).to(ScalarType.Int64))];
    }

    /// <summary>One update on that minibatch: the mean loss before it, and the right answers.</summary>
    public (double Loss, long Correct) Train(int minibatch)
    {
        using DisposeScope step = NewDisposeScope();
        optimizer.zero_grad();
        Tensor seen = hidden(inputs[minibatch]);
        Tensor logits = readout.call(lastStep ? seen[-1] : seen).reshape(-1, classes);
        Tensor loss = nn.functional.cross_entropy(logits, targets[minibatch]);
        loss.backward();
        optimizer.step();
        return (loss.ToDouble(), logits.argmax(1).eq(targets[minibatch]).sum().ToInt64());
    }

    public void Dispose()
    {
        optimizer.Dispose();
        readout.Dispose();
        recurrent.Dispose();
        scope.Dispose();
    }

    private static (nn.Module Module, Func<Tensor, Tensor> Hidden) Recurrent(ModelSpec model)
    {
        switch (model.Cell)
        {
            case Cell.Lstm:
                LSTM lstm = nn.LSTM(model.Inputs, model.Hidden);
                return (lstm, x => lstm.call(x).Item1);
            case Cell.Gru:
                GRU gru = nn.GRU(model.Inputs, model.Hidden);
                return (gru, x => gru.call(x).Item1);
            default:
                RNN rnn = nn.RNN(model.Inputs, model.Hidden, nonLinearity: model.Cell == Cell.Vanilla ? nn.NonLinearities.ReLU : nn.NonLinearities.Tanh);
                return (rnn, x => rnn.call(x).Item1);
        }
    }
}
