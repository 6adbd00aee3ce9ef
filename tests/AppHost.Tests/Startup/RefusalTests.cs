using System.Net;
using System.Net.Sockets;

namespace SwipeReview.AppHost.Tests.Startup;

/// <summary>What can't work is said in one line, before anything runs.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TestData _data = new();

    [Theory]
    [InlineData("--port")]
    [InlineData("--dashboard-port")]
    public async Task A_port_that_is_taken_is_refused(string option)
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((IPEndPoint)squatter.LocalEndpoint).Port;
        var other = option == "--port" ? "--dashboard-port" : "--port";

        await using var appHost = AppHostProcess.Start(option, $"{port}", other, "0", "--infra", "native", "--data", _data.Path);

        Assert.Equal(1, await appHost.ExitCodeAsync());
        Assert.Equal($"error: Port {port} is taken. Choose another with {option} (0 picks a free one).", appHost.Output);
    }

    [Fact]
    public async Task Data_that_another_one_uses_are_refused()
    {
        using var other = new FileStream(_data.File("lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        await using var appHost = AppHostProcess.Start("--port", "0", "--dashboard-port", "0", "--infra", "native", "--data", _data.Path);

        Assert.Equal(1, await appHost.ExitCodeAsync());
        Assert.StartsWith("error: SwipeReview is running already", appHost.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prot", "80")]
    [InlineData("--port", "http")]
    [InlineData("--infra", "cloud")]
    [InlineData("--port")]
    public async Task Options_that_make_no_sense_are_refused(params string[] args)
    {
        await using var appHost = AppHostProcess.Start(args);

        Assert.Equal(1, await appHost.ExitCodeAsync());
        Assert.StartsWith("error: ", appHost.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _data.Dispose();
}
