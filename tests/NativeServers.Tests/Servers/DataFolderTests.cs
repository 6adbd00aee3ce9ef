using SwipeReview.Testing;

namespace SwipeReview.NativeServers.Tests.Servers;

public sealed class DataFolderTests
{
    [Fact]
    public async Task A_folder_that_the_servers_can_enter_is_taken_as_it_is()
    {
        var wanted = Path.Combine(TestFolder.Create(), "data");

        Assert.Equal(wanted, await NativeDataFolder.ResolveAsync(wanted));
        Directory.Delete(Path.GetDirectoryName(wanted)!, recursive: true);
    }

    [Fact]
    public async Task A_clone_that_only_root_can_enter_has_its_data_in_one_other_place()
    {
        var clone = Directory.CreateTempSubdirectory("swipereview-clone-").FullName; // mode 700
        var wanted = Path.Combine(clone, "data");

        var folder = await NativeDataFolder.ResolveAsync(wanted);
        Assert.Equal(folder, await NativeDataFolder.ResolveAsync(wanted));
        Assert.Equal(Environment.IsPrivilegedProcess, folder != wanted); // nobody but root has servers that run as somebody else
        var postgres = new PostgresServer(folder);
        await postgres.PrepareAsync();

        Assert.True(File.Exists(Path.Combine(postgres.Folder, "data", "PG_VERSION")));
        Directory.Delete(clone, recursive: true);
        if (folder != wanted)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
