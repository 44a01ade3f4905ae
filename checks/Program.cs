return RnnMemory.Checks.ChecksCommand.Run(args);
