@rem Starts the command line from cmd.exe, as rnn-memory.ps1 does from PowerShell.
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0rnn-memory.ps1" %*
