using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SwipeReview.AppHost.Infrastructure;

/// <summary>
/// <c>dotnet run</c> is our parent, passes on the signals that ask to stop, but can't pass on its own kill -9. So we look after
/// it, as the engine looks after us.
/// </summary>
internal sealed class DotnetRun(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Parent() is not { } parent)
            return;

        using (parent)
            await parent.WaitForExitAsync(stoppingToken);
        lifetime.StopApplication();
    }

    private static Process? Parent()
    {
        // pid (name) state parent …, and the name may hold anything.
        var status = File.ReadAllText("/proc/self/stat");
        var parent = int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1]);
        try
        {
            var commandLine = File.ReadAllText($"/proc/{parent}/cmdline").Split('\0');
            return Path.GetFileName(commandLine[0]) == "dotnet" && commandLine.ElementAtOrDefault(1) == "run" ? Process.GetProcessById(parent) : null;
        }
        catch (Exception gone) when (gone is IOException or ArgumentException)
        {
            return null;
        }
    }
}

internal static class DotnetRunExtensions
{
    public static void EndWithDotnetRun(this IDistributedApplicationBuilder builder) => builder.Services.AddHostedService<DotnetRun>();
}
