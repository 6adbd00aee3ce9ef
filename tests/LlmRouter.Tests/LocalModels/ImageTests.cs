using System.Net.Http.Json;
using System.Security.Cryptography;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.LocalModels;

/// <summary>The engine starts from an image of its loaded memory; with it, without it, and with a broken one it finds the same.</summary>
public sealed class ImageTests(LocalModelsProcess models) : IDisposable
{
    private static readonly string[] Texts =
    [
        "This sentense have a few mistake in it, wich is is alot. He don't know there names.",
        "We should of went to the shop, and than i bought an apple ,two pear and a umbrella.",
        "The colour of the harbor was gray , its a pity. Their going to recieve it untill noon.",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2); // for a second's work, on a busy machine

    private readonly string folder = TestFolder.Create();

    [Fact]
    public async Task The_first_start_leaves_an_image_that_the_second_uses()
    {
        await using var first = await StartAsync();
        var image = await ImageAsync();
        var written = File.GetLastWriteTimeUtc(image);
        await using var second = await StartAsync();

        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(folder))));
        Assert.Equal(await ReadAsync(first), await ReadAsync(second));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public async Task A_broken_image_is_replaced(double where)
    {
        var image = await WriteImageAsync();
        await using (var file = File.OpenWrite(image))
        {
            file.Position = (long)(file.Length * where);
            await file.WriteAsync(new byte[4_000_000]);
        }

        await using var healed = await StartAsync();

        Assert.Equal(await ReadAsync(models), await ReadAsync(healed));
        await Eventually.BeTrueAsync(async () => IsWhole(await File.ReadAllBytesAsync(await ImageAsync())), "a whole image", Patience);
    }

    [Fact]
    public async Task An_image_whose_engine_does_not_find_what_it_found_is_not_used()
    {
        var image = await WriteImageAsync();
        var bytes = await File.ReadAllBytesAsync(image);
        bytes.AsSpan().Slice(bytes.AsSpan().IndexOf("SpellCheck"u8), 5).Fill((byte)'x');
        SHA256.HashData(bytes.AsSpan(..^SHA256.HashSizeInBytes), bytes.AsSpan(^SHA256.HashSizeInBytes..));
        await File.WriteAllBytesAsync(image, bytes);

        await using var without = await StartAsync();

        Assert.False(File.Exists(image));
        Assert.Equal(await ReadAsync(models), await ReadAsync(without));
    }

    [Fact]
    public async Task Where_no_image_can_be_written_the_engine_loads_without()
    {
        var file = Path.Combine(folder, "a-file-and-no-folder");
        await File.WriteAllTextAsync(file, "");
        await using var without = await LocalModelsProcess.StartAsync(("IMAGE_FOLDER", Path.Combine(file, "images")));

        Assert.Equal(await ReadAsync(models), await ReadAsync(without));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> WriteImageAsync()
    {
        await using var first = await StartAsync();
        return await ImageAsync();
    }

    /// <summary>It is written beside the first start.</summary>
    private Task<string> ImageAsync() =>
        Eventually.GetAsync(() => Task.FromResult(Directory.GetFiles(folder, "*.image").SingleOrDefault()), "an image", Patience);

    private static bool IsWhole(byte[] image) =>
        SHA256.HashData(image.AsSpan(..^SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(image.AsSpan(^SHA256.HashSizeInBytes..));

    private Task<LocalModelsProcess> StartAsync() => LocalModelsProcess.StartAsync(("IMAGE_FOLDER", folder));

    private static async Task<string> ReadAsync(LocalModelsProcess from)
    {
        using var answer = await from.Http.PostAsJsonAsync("/proofread", new { texts = Texts });
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
