using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RnnMemory.Basics;

// `-- --list flat` lists the benchmarks; `-- --filter '*' --disasm --disasmDepth 3` times them and shows their machine code.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(
    args,
    DefaultConfig.Instance.WithArtifactsPath(Path.Combine(RepositoryRoot.Find(), "artifacts", "bench", "kernels")));
