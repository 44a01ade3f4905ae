return RnnMemory.Cli.CommandLine.Run(args);
