using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.NativeServers;

namespace SwipeReview.AppHost.Infrastructure;

/// <summary>Where everything lives that a second start must find again: one folder for each clone, one AppHost at a time.</summary>
internal sealed class DataFolder(string path) : IDisposable
{
    private static readonly TimeSpan PatienceWithThePreviousRun = TimeSpan.FromSeconds(20);

    private FileStream? _lock;

    public string Path { get; } = path;

    private string LockFile => System.IO.Path.Combine(Path, "lock");

    /// <summary>A folder inside, made when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>Makes it ours until the process ends, and empty if a fresh start is asked for.</summary>
    public async Task ClaimAsync(bool reset, CancellationToken cancellationToken)
    {
        try
        {
            _lock = new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DistributedApplicationException($"SwipeReview is running already with the data in {Path}. Stop it first, or give this one a folder of its own with --data.");
        }

        await WaitForThePreviousRunAsync(cancellationToken);
        if (reset)
            Clear();
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>After a kill -9 the engine needs some seconds to end the servers, and two servers must not share their files.</summary>
    private async Task WaitForThePreviousRunAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PatienceWithThePreviousRun);
        try
        {
            while (ProcessTable.AnyMentions(Path + System.IO.Path.DirectorySeparatorChar))
                await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"Processes of an earlier run still use {Path}. End them first.");
        }
    }

    private void Clear()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(entry => entry.FullName != LockFile))
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }
}

internal static class DataFolderExtensions
{
    public static async Task<DataFolder> AddDataFolderAsync(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return new DataFolder("/");

        var data = new DataFolder(await NativeDataFolder.ResolveAsync(builder.Configuration["data"] ?? DefaultFor(builder.AppHostDirectory)));
        builder.Configuration["Aspire:Store:Path"] = data.Path;
        builder.Services.AddSingleton(_ => data); // by a factory, so that the container closes it
        builder.Eventing.Subscribe<BeforeStartEvent>((start, cancellationToken) =>
            start.Services.GetRequiredService<DataFolder>().ClaimAsync(builder.Configuration.GetValue<bool>("reset"), cancellationToken));
        return data;
    }

    /// <summary>Tells a process which folder of the data is its own. In production that is configuration.</summary>
    public static IResourceBuilder<T> WithDataFolder<T>(this IResourceBuilder<T> builder, string setting, DataFolder data, string name) where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode)
                context.EnvironmentVariables[setting] = data.Folder(name);
        });

    /// <summary>Never inside the clone: the servers run as users of their own, who may not be able to go there.</summary>
    private static string DefaultFor(string clone)
    {
        var root = Environment.IsPrivilegedProcess
            ? "/var/lib"
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return Path.Combine(root, "swipereview", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clone)))[..12]);
    }
}
