using System.Net;
using Aspire.Hosting.Dashboard.Wire;

namespace SwipeReview.AppHost.Tests.Dashboard;

public sealed class ProtocolTests : DashboardFixture
{
    private const string InvalidArgument = "3";
    private const string Unimplemented = "12";
    private const string Unauthenticated = "16";

    private static readonly byte[] Request = GrpcClient.Frame(new ApplicationInformationRequest());

    [Fact]
    public async Task The_application_tells_its_name()
    {
        var answer = await Client.UnaryAsync("GetApplicationInformation", new ApplicationInformationRequest(), ApplicationInformationResponse.Parser);

        Assert.Equal("SwipeReview", answer.ApplicationName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("another key")]
    public async Task Without_the_key_nothing_is_told(string key)
    {
        using var stranger = new GrpcClient(Url, key);

        Assert.Equal(Unauthenticated, await stranger.StatusAsync("GetApplicationInformation", Request));
        Assert.Equal(Unauthenticated, await stranger.StatusAsync("WatchResources", Request));
    }

    [Fact]
    public async Task A_method_that_is_not_served_is_unimplemented() =>
        Assert.Equal(Unimplemented, await Client.StatusAsync("WatchTerminals", Request));

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 }, InvalidArgument)] // half a header
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, InvalidArgument)] // less than it announces
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 255, 255 }, InvalidArgument)] // no message
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, InvalidArgument)] // 4 GB announced
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, Unimplemented)] // compressed
    public async Task A_broken_message_ends_the_call_and_not_the_server(byte[] body, string status)
    {
        Assert.Equal(status, await Client.StatusAsync("GetApplicationInformation", body));
        Assert.Equal("0", await Client.StatusAsync("GetApplicationInformation", Request));
    }

    [Fact]
    public async Task Interactions_stay_open_until_the_dashboard_closes_them()
    {
        var talk = new OpenBody(Request);
        using var response = await Client.CallAsync("WatchInteractions", talk).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        var end = response.Content.CopyToAsync(Stream.Null);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(end.IsCompleted);

        talk.Close();
        await end.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
    }
}
