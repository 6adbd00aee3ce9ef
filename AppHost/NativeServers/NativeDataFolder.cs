using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.NativeServers;

/// <summary>Where the servers' data may lie.</summary>
public static class NativeDataFolder
{
    private const UnixFileMode EnterableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// The wanted folder, created, when the servers' users can enter it. As root they may not (a clone under /root, say):
    /// then a folder under /var/lib/swipereview, always the same one for the same wanted folder.
    /// </summary>
    public static async Task<string> ResolveAsync(string wanted, CancellationToken cancellationToken = default)
    {
        wanted = Path.GetFullPath(wanted);
        Create(wanted);
        if (!Environment.IsPrivilegedProcess)
        {
            return wanted;
        }

        var stranger = await NativeTool.TryRunAsync(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", "test", "-x", wanted],
            cancellationToken: cancellationToken);
        if (stranger.Succeeded)
        {
            return wanted;
        }

        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12];
        var elsewhere = Path.Combine("/var/lib/swipereview", id);
        Create(elsewhere);
        return elsewhere;
    }

    /// <summary>Others may pass through (each server has its own user) but not look around.</summary>
    internal static void Create(string folder) => Directory.CreateDirectory(folder, EnterableByAll);
}
