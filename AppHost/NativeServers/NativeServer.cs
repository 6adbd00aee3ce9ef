namespace SwipeReview.NativeServers;

/// <summary>
/// One private server: its own folder, its own password, a free port on loopback, an unprivileged user.
/// The order is <see cref="PrepareAsync"/>, run what <see cref="Describe"/> says, wait until <see cref="AnswersAsync"/>.
/// </summary>
public abstract class NativeServer
{
    /// <param name="name">Names the server's folder and its password.</param>
    /// <param name="packageUser">Who runs it when we are root.</param>
    /// <param name="dataFolder">Holds one folder per server; see <see cref="NativeDataFolder"/> for where it may lie.</param>
    protected NativeServer(string name, string packageUser, string dataFolder)
    {
        Name = name;
        User = new NativeUser(packageUser);
        DataFolder = Path.GetFullPath(dataFolder);
        Folder = Path.Combine(DataFolder, name);
        password = new Lazy<string>(() => Secret.LoadOrCreate(DataFolder, name));
    }

    private readonly Lazy<string> password;

    /// <summary><c>postgres</c>, <c>redis</c> or <c>rabbitmq</c>.</summary>
    public string Name { get; }

    /// <summary>The server's own folder inside the data folder.</summary>
    public string Folder { get; }

    /// <summary>Where it listens on 127.0.0.1; stays the same over restarts of this object's server.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>Who runs it.</summary>
    public NativeUser User { get; }

    /// <summary>The administrator's password: random, made once per data folder. Only characters that need no escaping in a URL.</summary>
    public string Password => password.Value;

    /// <summary>What a client of the server needs, in the form that its client library takes.</summary>
    public abstract string ConnectionString { get; }

    protected string DataFolder { get; }

    /// <summary>Lays out the folder and writes the configuration; keeps what is there already. Safe to repeat.</summary>
    /// <exception cref="NativeServerException">A step failed; the message says which and why.</exception>
    public abstract Task PrepareAsync(CancellationToken cancellationToken = default);

    /// <summary>How to run it. SIGTERM stops it cleanly and at once, clients connected or not.</summary>
    /// <param name="diesWithParent">Whether the kernel kills it when the thread that started it ends. Leave it false where
    /// another supervisor sees to that.</param>
    public abstract NativeProcess Describe(bool diesWithParent = false);

    /// <summary>Whether it serves clients now; false, never an exception, while it doesn't.</summary>
    public abstract Task<bool> AnswersAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the data folder enterable, and this server's folder the server's own.</summary>
    protected Task OwnFolderAsync(CancellationToken cancellationToken)
    {
        NativeDataFolder.Create(DataFolder);
        return User.OwnFolderAsync(Folder, cancellationToken);
    }

    private protected NativeProcess Describe(IEnumerable<string> command, IReadOnlyDictionary<string, string> environment, bool diesWithParent)
    {
        var line = User.Run(command, diesWithParent);
        return new NativeProcess(line[0], [.. line.Skip(1)], environment, "/");
    }
}
