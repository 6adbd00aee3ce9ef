using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.NativeServers;

internal static class Secret
{
    /// <summary>A password kept in a file that only the starting user can read, so that the next start finds the same one.</summary>
    public static string LoadOrCreate(string dataFolder, string name)
    {
        NativeDataFolder.Create(dataFolder);
        var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "secrets"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder.FullName, name);
        if (!File.Exists(path))
        {
            var draft = path + ".new";
            File.WriteAllText(draft, RandomNumberGenerator.GetHexString(32, lowercase: true));
            File.Move(draft, path);
        }

        return File.ReadAllText(path);
    }

    /// <summary>A password of its own for each role, known before the server runs and nowhere stored.</summary>
    public static string Derive(string secret, string name) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(name)))[..32];
}
