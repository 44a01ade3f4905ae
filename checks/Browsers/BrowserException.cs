namespace RnnMemory.Checks.Browsers;

/// <summary>A browser that did not start, ended, or refused a command; the message is one line.</summary>
internal sealed class BrowserException(string message, Exception? inner = null) : Exception(message.ReplaceLineEndings(" "), inner);
