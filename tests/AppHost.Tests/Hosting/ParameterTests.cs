using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace SwipeReview.AppHost.Tests.Hosting;

public sealed class ParameterTests : IDisposable
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("swipereview-test-");

    [Fact]
    public async Task A_generated_secret_is_the_same_at_the_next_start_and_for_the_owners_eyes_only()
    {
        var first = await ValueAsync(persist: true);

        Assert.Equal(32, first.Length);
        Assert.All(first, character => Assert.True(char.IsAsciiLetterOrDigit(character)));
        Assert.Equal(first, await ValueAsync(persist: true));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_store.FullName, "parameters.json")));
    }

    [Fact]
    public async Task Without_being_kept_it_is_new_each_time() => Assert.NotEqual(await ValueAsync(persist: false), await ValueAsync(persist: false));

    [Fact]
    public async Task Configuration_goes_before_the_default() => Assert.Equal("mine", await ValueAsync(persist: true, "--Parameters:secret=mine"));

    public void Dispose() => _store.Delete(recursive: true);

    private async Task<string> ValueAsync(bool persist, params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        builder.Configuration["Aspire:Store:Path"] = _store.FullName;
        var parameter = builder.AddParameter("secret", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist);
        return (await parameter.Resource.GetValueAsync())!;
    }
}
