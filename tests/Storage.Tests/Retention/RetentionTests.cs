using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Identity;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Contracts.Payment;
using SwipeReview.Contracts.Storage;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Retention;

public sealed class RetentionTests(StorageApp app) : IClassFixture<StorageApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_delivered_file_goes_after_a_day_also_when_the_service_was_restarted()
    {
        var kept = await app.As(user).UploadAsync(Api.Hello);
        var file = await app.As(user).UploadAsync(Api.Hello);
        await app.Bus.Publish(new JobDelivered(Guid.CreateVersion7(), user, file.Id, app.Clock.GetUtcNow()));
        await HasRetentionAsync(file.Id);
        await app.RestartAsync();
        var deleted = await app.TapAsync<FileDeleted>();

        using (app.Clock.Later(TimeSpan.FromHours(23)))
        {
            await Task.Delay(600); // three sweeps
            Assert.Equal(2, await LivingAsync());
        }

        var before = app.StoredBytes.Count();
        using (app.Clock.Later(TimeSpan.FromHours(24)))
        {
            await deleted.GetAsync(one => one.FileId == file.Id && one.UserId == user);
            await Eventually.BeTrueAsync(() => Task.FromResult(app.StoredBytes.Count() == before - 1), "the bytes' end");
        }

        Assert.Equal(Api.Hello, await app.AsService().GetByteArrayAsync($"/internal/files/{kept.Id}/content"));
        using var gone = await app.AsService().GetAsync($"/internal/files/{file.Id}/content");
        await gone.ShouldFailAsync(System.Net.HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_later_delivery_begins_retention_anew_and_one_that_arrives_late_does_not_turn_it_back()
    {
        var file = await app.As(user).UploadAsync(Api.Hello);
        var now = app.Clock.GetUtcNow();

        await app.Bus.Publish(new JobDelivered(Guid.CreateVersion7(), user, file.Id, now.AddHours(5)));
        await HasRetentionAsync(file.Id);
        await app.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), Guid.CreateVersion7(), user, "clean", file.Id, now));
        await Task.Delay(500);

        Assert.Equal(1, await app.CountAsync($"files where id = '{file.Id}' and delete_after = timestamptz '{now.AddHours(29):O}'"));
    }

    [Fact]
    public async Task A_picture_is_kept_for_longer_and_a_plan_may_say_otherwise()
    {
        var now = app.Clock.GetUtcNow();
        var planned = Guid.CreateVersion7();
        await app.Bus.Publish(new EntitlementChanged(planned, "enterprise", 1, now));
        await app.Bus.Publish(new EntitlementChanged(planned, "pro", 5, now.AddDays(-1)));
        await Eventually.BeTrueAsync(async () => await app.CountAsync($"tiers where user_id = '{planned}' and tier = 'enterprise'") == 1, "the plan");

        foreach (var (owner, contentType, hours) in new[]
        {
            (user, "image/png", 30 * 24), (user, "text/plain", 24), (planned, "text/plain", 72), (planned, "image/png", 30 * 24),
        })
        {
            // As it will be stored: by now only documents can be uploaded.
            var file = await app.As(owner).UploadAsync(Api.Hello);
            await app.ExecuteAsync($"select set_config('app.user_id', '*', false); update files set content_type = '{contentType}' where id = '{file.Id}'");
            await app.Bus.Publish(new JobDelivered(Guid.CreateVersion7(), owner, file.Id, now));
            await HasRetentionAsync(file.Id);
            Assert.Equal(1, await app.CountAsync($"files where id = '{file.Id}' and delete_after = timestamptz '{now.AddHours(hours):O}'"));
        }

        await app.Bus.Publish(new UserDeleted(planned, now));
        await Eventually.BeTrueAsync(async () => await app.CountAsync($"tiers where user_id = '{planned}'") == 0, "the plan to be forgotten");
    }

    [Fact]
    public async Task An_erased_person_leaves_neither_rows_nor_bytes()
    {
        var before = app.StoredBytes.Select(file => file.FullName).ToHashSet(StringComparer.Ordinal);
        await app.As(user).UploadAsync(Api.Hello, "secret name.txt");
        var deleted = await app.As(user).UploadAsync(Api.Hello, "another.txt");
        await app.As(user).DeleteAsync($"/api/v1/uploads/{deleted.Id}");
        var others = await app.As(Guid.CreateVersion7()).UploadAsync(Api.Hello);

        await app.Bus.Publish(new UserDeleted(user, app.Clock.GetUtcNow()));

        await Eventually.BeTrueAsync(async () => await app.CountAsync($"files where user_id = '{user}'") == 0, "the rows' end");
        await Eventually.BeTrueAsync(() => Task.FromResult(app.StoredBytes.Count(file => !before.Contains(file.FullName)) == 1), "the bytes' end");
        Assert.Equal(Api.Hello, await app.AsService().GetByteArrayAsync($"/internal/files/{others.Id}/content"));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_swept_away()
    {
        var file = await app.As(user).UploadAsync(Api.Hello);
        var bytesWithoutRow = Guid.CreateVersion7();
        var orphan = Path.Combine(app.Folder, "objects", bytesWithoutRow.ToString("N")[^2..], bytesWithoutRow.ToString("N")[^4..^2], bytesWithoutRow.ToString("N"));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "stored, and then the process died before its row was saved");
        await app.ExecuteAsync($"insert into doomed_objects values ('{bytesWithoutRow}', '{app.Clock.GetUtcNow().AddMinutes(30):O}')");
        var halfReceived = Path.Combine(app.Folder, "incoming", "0123456789abcdef0123456789abcdef");
        await File.WriteAllTextAsync(halfReceived, "the process died while this arrived");

        await Task.Delay(600); // three sweeps
        Assert.True(File.Exists(orphan) && File.Exists(halfReceived));
        File.SetLastWriteTimeUtc(halfReceived, app.Clock.GetUtcNow().UtcDateTime.AddHours(-2));
        using (app.Clock.Later(TimeSpan.FromMinutes(31)))
        {
            await Eventually.BeTrueAsync(() => Task.FromResult(!File.Exists(orphan) && !File.Exists(halfReceived)), "the sweep");
        }

        Assert.Equal(Api.Hello, await app.AsService().GetByteArrayAsync($"/internal/files/{file.Id}/content"));
    }

    private Task HasRetentionAsync(Guid fileId) =>
        Eventually.BeTrueAsync(async () => await app.CountAsync($"files where id = '{fileId}' and delete_after is not null") == 1, "the start of retention");

    private Task<long> LivingAsync() => app.CountAsync($"files where user_id = '{user}' and deleted_at is null");
}
