using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.LocalModels;

/// <summary>What proofreading is worth: sentences with a known mistake (<c>mistakes.tsv</c>), and the same without it.</summary>
public sealed class QualityTests(LocalModelsProcess models)
{
    private sealed record Sentence(string Category, string Wrong, string Right);

    [Fact]
    public async Task Most_known_mistakes_are_corrected_exactly()
    {
        var sentences = Sentences();
        var corrected = await CorrectAsync(sentences.Select(sentence => sentence.Wrong));
        var missed = sentences.Zip(corrected).Where(pair => pair.First.Right != pair.Second).Select(pair => $"{pair.First.Category}: {pair.Second}").ToArray();

        Assert.True(missed.Length <= sentences.Count / 10, $"{missed.Length} of {sentences.Count} missed:\n{string.Join('\n', missed)}");
    }

    [Fact]
    public async Task Right_sentences_are_left_alone()
    {
        var right = Sentences().Select(sentence => sentence.Right).ToArray();

        Assert.Equal(right, await CorrectAsync(right));
    }

    private async Task<string[]> CorrectAsync(IEnumerable<string> sentences)
    {
        var texts = sentences.ToArray();
        var answer = await (await models.Http.PostAsJsonAsync("/proofread", new { texts, language = "en-US" })).EnsureSuccessStatusCode().JsonAsync();
        return [.. texts.Zip(answer["results"]!.AsArray(), (text, result) => Apply(text, result!["lints"]!.AsArray()))];
    }

    private static string Apply(string text, JsonArray lints)
    {
        var corrected = new StringBuilder(text);
        foreach (var lint in lints.Reverse())
        {
            var (start, end) = (lint!["start"]!.GetValue<int>(), lint["end"]!.GetValue<int>());
            corrected.Remove(start, end - start).Insert(start, lint["replacement"]!.GetValue<string>());
        }

        return corrected.ToString();
    }

    private static IReadOnlyList<Sentence> Sentences() =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests/LlmRouter.Tests/LocalModels/mistakes.tsv"))
            .Select(line => line.Split('\t'))
            .Select(parts => new Sentence(parts[0], parts[1], parts[2]))];
}
