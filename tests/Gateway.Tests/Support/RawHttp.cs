using System.Net.Sockets;
using System.Text;

namespace SwipeReview.Gateway.Tests.Support;

/// <summary>Sends request lines that an honest client would tidy up first.</summary>
internal static class RawHttp
{
    /// <returns>The whole answer as text; empty when the connection was closed without one.</returns>
    public static async Task<string> SendAsync(Uri gateway, string request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(gateway.Host, gateway.Port, patience.Token);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // reset after the answer
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    public static Task<string> GetAsync(Uri gateway, string target, string method = "GET", string? token = null) =>
        SendAsync(gateway, $"{method} {target} HTTP/1.1\r\nHost: {gateway.Authority}\r\nConnection: close\r\n"
            + (token is null ? "" : $"Authorization: Bearer {token}\r\n") + "\r\n");

    public static int StatusOf(string answer) => answer.Length == 0 ? 0 : int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
