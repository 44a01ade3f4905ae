using System.Runtime.InteropServices;
using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>
/// Output and error streams that fail without ending the program: on a full disk or with a closed stream, training goes on and files are
/// written. A reader that has had enough, as in `rnn-memory list | head`, is no failure at all; .NET itself ignores it.
/// </summary>
internal sealed class StandardStreams
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    private readonly PatientWriter output;

    private StandardStreams(PatientWriter output) => this.output = output;

    /// <summary>Replaces the console's streams. To be called before anything is written.</summary>
    public static StandardStreams Open()
    {
        PatientWriter output = new(() => IsOpen(OutputDescriptor) ? Console.Out : null);
        PatientWriter errors = new(() => IsOpen(ErrorDescriptor) ? Console.Error : null);
        Console.SetOut(output);
        Console.SetError(errors);
        return new StandardStreams(output);
    }

    /// <summary>The command's exit code, or that of a failed command if its output was lost, which is reported on standard error.</summary>
    public int Conclude(int exitCode)
    {
        if (output.Failure is not { } failure)
        {
            return exitCode;
        }

        ThisProgram.Errors.Print($"standard output cannot be written ({failure.TrimEnd('.')}): a part of what this command says is missing. The files that it writes are not affected.");
        return exitCode == ExitCodes.Fine ? ExitCodes.RunFailed : exitCode;
    }

    // A closed descriptor's number is given to the next file or pipe that is opened, usually one of the runtime's own: writing to it would
    // break the runtime. But a descriptor that a process was started with never has the flag that all of the runtime's have.
    private static bool IsOpen(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        int flags = FileControl(descriptor, GetDescriptorFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int FileControl(int descriptor, int command);
}
