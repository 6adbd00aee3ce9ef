using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SwipeReview.Contracts.Storage;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Files;

public sealed class UploadFileTests(StorageApp app) : IClassFixture<StorageApp>
{
    private const int Limit = 50 * 1024 * 1024;
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task An_upload_is_stored_with_its_hash_and_announced()
    {
        var stored = await app.TapAsync<FileStored>();

        var file = await app.As(user).UploadAsync(Api.Hello, "My notes.txt");

        Assert.Equal("My notes.txt", file.Name);
        Assert.Equal(Api.Hello.Length, file.Size);
        Assert.Equal("text/plain", file.ContentType);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Api.Hello)), file.Sha256);
        Assert.Equal("ready", file.Status);
        Assert.Equal(Api.Hello, await app.AsService().GetByteArrayAsync($"/internal/files/{file.Id}/content"));
        var message = await stored.GetAsync(one => one.FileId == file.Id);
        Assert.Equal((user, "My notes.txt", file.Sha256, file.Size), (message.UserId, message.Name, message.Sha256, message.Size));
    }

    [Theory]
    [InlineData("letter.txt", "Dear all.", "clean patch report receipt")]
    [InlineData("notes.md", "# Notes", "clean redline patch report receipt")]
    [InlineData("page.html", "<!doctype html><p>Hello.", "clean redline patch report receipt")]
    public async Task A_file_says_what_a_review_of_it_can_be_had_as(string name, string text, string formats)
    {
        var client = app.As(user);
        using var answer = await client.PostFileAsync(Encoding.UTF8.GetBytes(text), name);
        var file = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.Created);
        var listed = (await client.GetFromJsonAsync<JsonElement>("/api/v1/uploads")).GetProperty("items")[0];
        var asked = await client.GetFromJsonAsync<JsonElement>($"/api/v1/uploads/{file.GetProperty("id").GetGuid()}");
        Assert.All([file, listed, asked], view => Assert.Equal(formats.Split(' '), view.GetProperty("formats").EnumerateArray().Select(format => format.GetString()!)));
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_is_taken_and_one_byte_more_is_not()
    {
        var bytes = new byte[Limit + 1];
        Array.Fill(bytes, (byte)'a');

        var file = await app.As(user).UploadAsync(bytes[..Limit]);
        using var tooLarge = await app.As(user).PostFileAsync(bytes);

        Assert.Equal(Limit, file.Size);
        var error = await tooLarge.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
        Assert.Equal("File size exceeds 50MB limit", error.GetProperty("message").GetString());
        Assert.Equal("file", error.GetProperty("details").GetProperty("field").GetString());
        Assert.Equal(Limit, error.GetProperty("details").GetProperty("maxSize").GetInt64());
        Assert.Equal(Limit + 1, error.GetProperty("details").GetProperty("actualSize").GetInt64());
        await NothingIsLeftIncomingAsync();
    }

    [Theory]
    [InlineData(new byte[0], "empty.txt", 400, "VALIDATION_ERROR")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0, 7, 8 }, "renamed.docx", 415, "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData(new byte[] { 0, 159, 146, 150, 0, 0, 1, 2, 254, 0 }, "no-encoding.txt", 415, "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0 }, "program.txt", 415, "UNSUPPORTED_MEDIA_TYPE")]
    public async Task Content_that_can_not_be_reviewed_is_refused_and_leaves_nothing(byte[] bytes, string name, int status, string code)
    {
        var before = app.StoredBytes.Count();

        using var answer = await app.As(user).PostFileAsync(bytes, name);

        await answer.ShouldFailAsync((HttpStatusCode)status, code);
        Assert.Equal(before, app.StoredBytes.Count());
        Assert.Equal(0, await app.CountAsync($"files where user_id = '{user}'"));
    }

    [Fact]
    public async Task A_zip_that_was_renamed_is_told_what_it_is_not()
    {
        using var answer = await app.As(user).PostFileAsync(Archive.Of(("notes.txt", "hello")), "report.docx");

        var error = await answer.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        Assert.Contains("not a Word document", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(".pdf", error.GetProperty("details").GetProperty("supported").EnumerateArray().Select(extension => extension.GetString()));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\win.ini", "win.ini")]
    [InlineData("CON", "_CON")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("\u202Etxt.exe", "txt.exe")]
    [InlineData("Übersicht 📄 für Zoë.txt", "Übersicht 📄 für Zoë.txt")]
    [InlineData("a\u0000b\r\nX-Evil: 1.txt", "abX-Evil_ 1.txt")]
    [InlineData("...", "file")]
    [InlineData(" .. / ", "file")]
    public async Task A_name_is_shown_without_what_could_do_harm(string given, string shown)
    {
        var name = SwipeReview.Storage.Files.FileName.Clean(given);
        Assert.Equal(shown, name);

        if (!given.Any(char.IsControl))
        {
            Assert.Equal(shown, (await app.As(user).UploadAsync(Api.Hello, given)).Name);
        }

        Assert.All(app.StoredBytes, file => Assert.Matches("^[0-9a-f]{32}$", file.Name));
    }

    [Fact]
    public async Task A_name_of_300_characters_is_cut_between_characters_and_keeps_its_extension()
    {
        var file = await app.As(user).UploadAsync(Api.Hello, string.Concat(Enumerable.Repeat("👩‍👩‍👧", 100)) + ".txt");

        Assert.EndsWith("👩‍👩‍👧.txt", file.Name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(file.Name), 150, 200);
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        using var otherField = await app.As(user).PostAsync("/api/v1/uploads", Api.Form(Api.Hello, field: "document"));
        using var noFile = await app.As(user).PostAsync("/api/v1/uploads", new MultipartFormDataContent { { new StringContent("text"), "file" } });
        using var twice = await app.As(user).PostAsync("/api/v1/uploads",
            new MultipartFormDataContent { { new ByteArrayContent(Api.Hello), "file", "a.txt" }, { new ByteArrayContent(Api.Hello), "file", "b.txt" } });
        using var json = await app.As(user).PostAsync("/api/v1/uploads", new StringContent("{}", Encoding.UTF8, "application/json"));

        await otherField.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await noFile.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await twice.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await json.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await NothingIsLeftIncomingAsync();
    }

    [Fact]
    public async Task A_form_that_ends_too_early_is_refused()
    {
        using var cut = new ByteArrayContent(Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello"));
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        using var answer = await app.As(user).PostAsync("/api/v1/uploads", cut);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await NothingIsLeftIncomingAsync();
    }

    [Fact]
    public async Task A_client_that_dies_in_the_middle_leaves_nothing()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(app.Address.Host, app.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/v1/uploads HTTP/1.1\r\nHost: storage\r\nAuthorization: Bearer {app.TokenOf(user)}\r\n" +
                "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n" +
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + new string('a', 1_000_000)));
            await Eventually.BeTrueAsync(() => Task.FromResult(Incoming().Any(file => file.Length > 100_000)), "the first bytes");
            socket.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await NothingIsLeftIncomingAsync();
        Assert.Equal(0, await app.CountAsync($"files where user_id = '{user}'"));
    }

    [Theory]
    [InlineData("report.docx")]
    [InlineData("report.txt")]
    [InlineData("report")]
    public async Task A_word_document_is_one_under_any_name(string name)
    {
        var docx = Archive.Of(
            ("[Content_Types].xml", """
                <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
                """),
            ("_rels/.rels", """
                <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
                """),
            ("word/document.xml", """
                <?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:body></w:document>
                """));

        var file = await app.As(user).UploadAsync(docx, name);

        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", file.ContentType);
    }

    [Fact]
    public async Task The_document_of_the_api_says_how_a_file_is_sent()
    {
        var document = await app.Anonymous().GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var post = document.GetProperty("paths").GetProperty("/api/v1/uploads").GetProperty("post");
        Assert.True(post.GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
        Assert.True(post.GetProperty("responses").TryGetProperty("201", out _));
        Assert.DoesNotContain("/internal", document.GetProperty("paths").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_uploads_at_once_are_all_kept_apart()
    {
        var client = app.As(user);

        var files = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => client.UploadAsync(Encoding.UTF8.GetBytes($"Text number {n}."), $"{n}.txt")));

        Assert.Equal(20, files.Select(file => file.Sha256).Distinct().Count());
        foreach (var file in files)
        {
            Assert.Equal($"Text number {Path.GetFileNameWithoutExtension(file.Name)}.", await app.AsService().GetStringAsync($"/internal/files/{file.Id}/content"));
        }
    }

    [Fact]
    public async Task The_same_idempotency_key_stores_one_file()
    {
        var client = app.As(user);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.UploadAsync(Api.Hello)));

        Assert.Single(answers.Select(file => file.Id).Distinct());
        Assert.Equal(1, await app.CountAsync($"files where user_id = '{user}'"));
        using var other = await client.PostFileAsync([.. Api.Hello, (byte)'!']);
        await other.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task Nobody_uploads_without_a_token()
    {
        using var anonymous = await app.Anonymous().PostFileAsync(Api.Hello);
        using var service = await app.AsService().PostFileAsync(Api.Hello);

        await anonymous.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await service.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    private IEnumerable<FileInfo> Incoming() => app.StoredBytes.Where(file => file.Directory!.Name == "incoming");

    private Task NothingIsLeftIncomingAsync() => Eventually.BeTrueAsync(() => Task.FromResult(!Incoming().Any()), "an empty incoming folder");
}
