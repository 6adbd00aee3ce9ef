namespace SwipeReview.NativeServers;

/// <summary>
/// Who runs a server. PostgreSQL refuses to run as root and the others should not, so root steps down to the user that the
/// package made; anybody else runs the server as himself.
/// </summary>
/// <param name="packageUser">The system user that the server's package creates, with a group of the same name.</param>
public sealed class NativeUser(string packageUser)
{
    /// <summary>The unprivileged user to change to; null when this process isn't root and nothing needs changing.</summary>
    public string? Name { get; } = Environment.IsPrivilegedProcess ? packageUser : null;

    /// <summary>The command line that runs <paramref name="command"/> as this user, in place of itself (same process id).</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="diesWithParent">The kernel kills the server when the thread that started it is gone, by kill -9 too.</param>
    internal IReadOnlyList<string> Run(IEnumerable<string> command, bool diesWithParent = false)
    {
        List<string> options = [];
        if (Name is not null)
        {
            options.AddRange([$"--reuid={Name}", $"--regid={Name}", "--clear-groups"]);
        }

        if (diesWithParent)
        {
            options.AddRange(["--pdeathsig", "KILL"]);
        }

        return options is [] ? [.. command] : ["setpriv", .. options, "--", .. command];
    }

    /// <summary>Makes a folder that only this user (and root) can enter.</summary>
    internal Task OwnFolderAsync(string path, CancellationToken cancellationToken) =>
        NativeTool.RunAsync(["install", "-d", "-m", "700", .. Owner(), path], cancellationToken: cancellationToken);

    /// <summary>Writes a file that only this user (and root) can read.</summary>
    internal async Task WriteFileAsync(string path, string content, CancellationToken cancellationToken)
    {
        var draft = path + ".new";
        File.Delete(draft);
        await using (var file = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        await using (var writer = new StreamWriter(file))
        {
            await writer.WriteAsync(content.AsMemory(), cancellationToken);
        }

        if (Name is not null)
        {
            await NativeTool.RunAsync(["chown", $"{Name}:{Name}", draft], cancellationToken: cancellationToken);
        }

        File.Move(draft, path, overwrite: true);
    }

    private string[] Owner() => Name is null ? [] : ["-o", Name, "-g", Name];
}
