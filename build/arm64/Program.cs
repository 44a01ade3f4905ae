using System.Runtime.Loader;

// arm64-host FILE.dll [arguments]: runs a program from its own folder, in this process and so on this runtime.
string program = Path.GetFullPath(args[0]);
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(Path.GetDirectoryName(program)!, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
return (int)AssemblyLoadContext.Default.LoadFromAssemblyPath(program).EntryPoint!.Invoke(null, [args[1..]])!;
