using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.LocalModels;

/// <summary>The local models' own HTTP, as the router calls it.</summary>
public sealed class ProofreadTests(LocalModelsProcess models)
{
    [Theory]
    [InlineData("This is alot of work.", "spelling", "spelling:alot>a lot", "a lot")]
    [InlineData("The one wich came.", "spelling", "spelling:wich>which", "which")]
    [InlineData("We wait untill noon.", "spelling", "spelling:untill>until", "until")]
    [InlineData("Recieve the guests well.", "spelling", "spelling:recieve>receive", "Receive")]
    [InlineData("They gave all their enegies to it.", "spelling", "spelling:enegies>energies", "energies")]
    [InlineData("We went right thrugh the wood.", "spelling", "spelling:thrugh>through", "through")]
    [InlineData("It was a a test.", "repetition", "repeated-words", "a")]
    [InlineData("She ate a apple.", "grammar", "an-a", "an")]
    [InlineData("He could of gone.", "grammar", "modal-of", "could have")]
    [InlineData("He and i went.", "capitalization", "capitalize-personal-pronouns", "I")]
    [InlineData("The sun shone. birds sang in the trees.", "capitalization", "sentence-capitalization", "Birds")]
    [InlineData("One ,two and three came.", "punctuation", "comma-fixes", ", ")]
    public async Task A_mistake_is_one_lint_with_category_pattern_and_replacement(string text, string category, string pattern, string replacement)
    {
        var lint = Assert.Single(await LintsAsync(text))!;

        Assert.Equal((category, pattern, replacement), (Text(lint, "category"), Text(lint, "pattern"), Text(lint, "replacement")));
        Assert.Equal(Text(lint, "original"), text[lint["start"]!.GetValue<int>()..lint["end"]!.GetValue<int>()]);
    }

    [Theory]
    [InlineData("We met Sværdstrup and Zygmunt in Tampere yesterday.")]
    [InlineData("Tampere is a city, and we like Tampere.")]
    [InlineData("The NASA and the ESRO plan it, says the WXYZ.")]
    [InlineData("Call `retrun teh` or myVarible_nmae in src/teh/fil.ts now.")]
    [InlineData("See https://example.com/teh/recieve or write to jon@exmaple.com.")]
    [InlineData("Dear {{frist_name}}, we greet you.")]
    [InlineData("They walked to and fro in the yard.")]
    [InlineData("Work has become a passion with me.")]
    [InlineData("apples and pears")]
    [InlineData("a) the first, b) the second.")]
    [InlineData("The docx holds text. A docx is a zip. Each docx has parts.")]
    public async Task Names_code_and_layout_are_no_mistakes(string text) => Assert.Empty(await LintsAsync(text));

    [Theory]
    [InlineData("One ,two and three came.", "punctuation")]
    [InlineData("They thought of alot of things.", "spelling")]
    public async Task A_finding_is_as_sure_as_its_category_was_right_when_that_was_measured(string text, string category)
    {
        var table = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "services/LlmRouter/local-models/proofread/precision.json")))!;
        var precision = table["categories"]![category]!["precision"]!.GetValue<double>();

        var confidence = Assert.Single(await LintsAsync(text))!["confidence"]!.GetValue<double>();

        Assert.InRange(confidence, precision - 0.1, Math.Min(precision + 0.1, 0.95));
    }

    [Theory]
    [InlineData(null, "The colour of the harbour was grey.", 0)]
    [InlineData(null, "The color of the harbor was gray.", 0)]
    [InlineData("en-US", "The colour of the harbour was grey.", 3)]
    [InlineData("en-GB", "The color of the harbor was here.", 2)]
    public async Task Spelling_follows_the_dialect_that_was_asked_for_or_found(string? language, string text, int expected) =>
        Assert.Equal(expected, (await LintsAsync(text, language)).Count);

    [Theory]
    [InlineData("Tämä on pitkä lause, joka ei ole englantia vaan suomea, ja se on hyvä niin.", null)]
    [InlineData("Это предложение написано по-русски.", null)]
    [InlineData("This would be English if nobody had said otherwise.", "de")]
    public async Task Text_that_is_not_English_is_said_so(string text, string? language)
    {
        var result = await ProofreadAsync(text, language);

        Assert.Equal("not-english", Text(result, "skipped"));
        Assert.Empty(result["lints"]!.AsArray());
    }

    [Fact]
    public async Task A_task_beyond_rules_is_refused()
    {
        var answer = await models.Http.PostAsJsonAsync("/proofread", new { texts = new[] { "Text." }, task = "tone" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("UNSUPPORTED", (await answer.JsonAsync()).ErrorCode());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var body = new ByteArrayContent(new byte[9_000_000]);
        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await models.Http.PostAsync("/proofread", body)).StatusCode);
        }
        catch (HttpRequestException)
        {
            // It may also hang up before all of it is sent.
        }

        Assert.True((await models.Http.GetAsync("/health")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task While_a_long_text_is_read_health_answers_and_a_short_text_is_not_held_up()
    {
        using var gone = new CancellationTokenSource();
        var texts = Enumerable.Range(0, 200).Select(number => string.Concat(Enumerable.Repeat($"This sentense number {number} have a few mistake. ", 100)));
        var longRequest = models.Http.PostAsJsonAsync("/proofread", new { texts }, gone.Token);
        await Eventually.BeTrueAsync(async () => await WaitingAsync() > 100, "the long request to be in the line");

        Assert.Single(await LintsAsync("This is alot."));
        Assert.True(await WaitingAsync() > 100);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => longRequest);
        await Eventually.BeTrueAsync(async () => await WaitingAsync() == 0, "the abandoned work to be dropped");
    }

    private async Task<int> WaitingAsync() =>
        (await (await models.Http.GetAsync("/health")).JsonAsync())["proofread"]!["waiting"]!.GetValue<int>();

    private async Task<JsonArray> LintsAsync(string text, string? language = null) => (await ProofreadAsync(text, language))["lints"]!.AsArray();

    private async Task<JsonObject> ProofreadAsync(string text, string? language)
    {
        var answer = await models.Http.PostAsJsonAsync("/proofread", new { texts = new[] { text }, language });
        return (await answer.EnsureSuccessStatusCode().JsonAsync())["results"]![0]!.AsObject();
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
