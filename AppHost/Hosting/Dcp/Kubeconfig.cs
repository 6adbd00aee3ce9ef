using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Dcp;

/// <summary>Where the engine listens, whose certificate it shows, and the token it wants to see.</summary>
internal sealed partial record Kubeconfig(Uri Server, X509Certificate2 Authority, string Token)
{
    /// <summary>The engine writes a kubeconfig of one cluster and one user, one value a line. Null while it is not all there.</summary>
    public static Kubeconfig? TryParse(string text)
    {
        if (Value(text, "server") is not { } server || Value(text, "certificate-authority-data") is not { } authority || Value(text, "token") is not { } token)
            return null;

        return new Kubeconfig(
            new Uri(server),
            X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(authority))),
            token);
    }

    private static string? Value(string text, string key) =>
        Lines().Matches(text).FirstOrDefault(line => line.Groups["key"].Value == key)?.Groups["value"].Value;

    [GeneratedRegex(@"^\s*(?:-\s+)?(?<key>[a-z-]+):\s+""?(?<value>[^\s""]+)""?\r?\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lines();
}
