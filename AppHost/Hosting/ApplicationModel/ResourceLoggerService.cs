using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What each resource writes to its console, and what the AppHost has to say about it.</summary>
public sealed class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ConsoleLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines kept, then each new one, in batches, until cancelled.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName);

    /// <summary>The lines kept so far.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        new[] { LogOf(resourceName).Lines() }.ToAsyncEnumerable();

    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    /// <summary>A logger whose lines appear in the resource's console.</summary>
    public ILogger GetLogger(string resourceName) => new ConsoleLogger(LogOf(resourceName));

    internal void Append(string resourceName, string content, bool isErrorMessage) => LogOf(resourceName).Append(content, isErrorMessage);

    private ConsoleLog LogOf(string resourceName) => _logs.GetOrAdd(resourceName, _ => new ConsoleLog());

    private sealed class ConsoleLogger(ConsoleLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Append(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}", logLevel >= LogLevel.Error);
        }
    }
}

/// <param name="LineNumber">Counts from 1 and never jumps back, also when old lines were dropped.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
