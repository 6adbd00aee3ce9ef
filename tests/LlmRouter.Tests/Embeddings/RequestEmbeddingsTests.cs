using System.Net;
using System.Net.Http.Json;
using SwipeReview.LlmRouter.Tests.Support;

namespace SwipeReview.LlmRouter.Tests.Embeddings;

public sealed class RequestEmbeddingsTests(RouterApp router) : IClassFixture<RouterApp>
{
    private sealed record Answer(string Model, float[][] Vectors);

    [Fact]
    public async Task Similar_meaning_gives_near_vectors()
    {
        var answer = await AskAsync("A cat sleeps on the sofa.", "A kitten naps on the couch.", "Interest rates rose again.");

        Assert.All(answer.Vectors, vector => Assert.Equal(512, vector.Length));
        Assert.True(Cosine(answer.Vectors[0], answer.Vectors[1]) > Cosine(answer.Vectors[0], answer.Vectors[2]) + 0.2);
    }

    [Fact]
    public async Task More_texts_than_one_batch_keep_their_order()
    {
        var texts = Enumerable.Range(0, 150).Select(number => $"Sentence about the number {number}.").ToArray();
        var all = await AskAsync(texts);
        var last = await AskAsync(texts[^1]);

        Assert.Equal(150, all.Vectors.Length);
        Assert.True(Cosine(all.Vectors[^1], last.Vectors[0]) > 0.999);
    }

    [Fact]
    public async Task An_empty_text_has_a_vector_too() => Assert.Single((await AskAsync("")).Vectors);

    [Fact]
    public async Task No_texts_are_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await router.Jobs().PostAsJsonAsync("/internal/embeddings", new { texts = Array.Empty<string>() })).StatusCode);

    private async Task<Answer> AskAsync(params string[] texts)
    {
        var answer = await router.Jobs().PostAsJsonAsync("/internal/embeddings", new { texts });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Answer>())!;
    }

    private static double Cosine(float[] a, float[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / (Math.Sqrt(a.Sum(x => x * x)) * Math.Sqrt(b.Sum(y => y * y)));
}
