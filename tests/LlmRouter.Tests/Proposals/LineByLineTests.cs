using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tests.Support;

namespace SwipeReview.LlmRouter.Tests.Proposals;

public sealed class LineByLineTests(TwoModels router) : IClassFixture<TwoModels>
{
    [Fact]
    public async Task A_card_is_there_while_the_model_still_writes_and_the_last_line_sums_up()
    {
        var more = new TaskCompletionSource();
        var answer = TwoModels.Edits(("Hey guys", "Dear all"), ("get lost", "please leave"), ("nowhere", "x"));
        var first = answer.IndexOf("},{", StringComparison.Ordinal) + 1;
        router.OpenAi.Text = _ => answer;
        router.OpenAi.Fail(async stream =>
        {
            await stream.BeginAsync();
            await stream.SayAsync(stream.Text[..first]);
            await more.Task;
            await stream.SayAsync(stream.Text[first..]);
            await stream.EndAsync();
        });
        using var response = await SendAsync(Request("Hey guys, get lost."));
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        var card = (await ReadAsync(lines))!["items"]![0]!;
        Assert.Equal(("Dear all", true), (card["replacement"]!.GetValue<string>(), card["cost"] is null));
        more.SetResult();
        Assert.Equal("please leave", (await ReadAsync(lines))!["items"]![0]!["replacement"]!.GetValue<string>());
        var done = (await ReadAsync(lines))!;
        Assert.Equal((true, "0.0060", 1), (done["done"]!.GetValue<bool>(), done["cost"]!["amount"]!.GetValue<string>(), done["dropped"]!["notFound"]!.GetValue<int>()));
        Assert.Equal("notWanted", done["skipped"]![0]!["reason"]!.GetValue<string>());
        Assert.Null(await lines.ReadLineAsync());
    }

    [Fact]
    public async Task An_answer_without_proposals_is_its_last_line()
    {
        router.OpenAi.Text = _ => """{"edits":[]}""";
        using var response = await SendAsync(Request("Nothing to say here."));

        var done = JsonNode.Parse(Assert.Single((await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
        Assert.True(done["done"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_request_that_nobody_serves_is_refused_as_every_other()
    {
        router.OpenAi.Fail(VendorFaults.Status(500));
        using var response = await SendAsync(Request("Nobody answers here."));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("UNAVAILABLE", (await response.JsonAsync()).ErrorCode());
    }

    private Task<HttpResponseMessage> SendAsync(JsonObject body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/internal/proposals") { Content = JsonContent.Create(body) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        return router.Jobs().SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static JsonObject Request(string text) => RouterRequests.Proposals("tone", $"{text} {Guid.CreateVersion7()}").With("provider", "openai");

    private static async Task<JsonNode?> ReadAsync(StreamReader lines) =>
        JsonNode.Parse((await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)))!);
}
