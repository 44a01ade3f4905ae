return RnnMemory.Bench.BenchCommand.Run(args);
