using System.Net;
using System.Text;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Work;

/// <summary>Each kind of file from the upload's bytes to what is delivered, through the worker.</summary>
public sealed class FormatsTests(JobsApp shared)
{
    // What the router knows; it takes "code" for something that is not to be read.
    private static readonly string[] Kinds =
        ["paragraph", "heading", "listItem", "cell", "quote", "textBox", "footnote", "endnote", "header", "footer"];

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Theory]
    [InlineData("page.html", FileTypes.Html, "<!doctype html><h1>A page</h1><p>Here is <b>teh</b> cat.</p><pre>teh code</pre>\n")]
    [InlineData("notes.md", FileTypes.Markdown, "# A page\n\nHere is **teh** cat.\n\n```\nnot teh code\n```\n")]
    [InlineData("letter.txt", FileTypes.PlainText, "A page\r\n\r\nHere is teh cat.\r\n")]
    [InlineData("Cat.cs", "text/x-csharp", "int teh = 1; // Here is teh cat.\nint more = teh;\n", 24)]
    [InlineData("cat.py", "text/x-python", "teh = 1\n# Here is teh cat.\n", 18)]
    [InlineData("cat.tex", FileTypes.Tex, "\\section{A page}\nHere is \\emph{teh} cat, $teh$. % teh\n")]
    public async Task A_file_of_text_comes_back_with_what_was_accepted_and_nothing_else_changed(string name, string contentType, string text, int? place = null)
    {
        using var posted = await ann.PostJobAsync(text, name, contentType);
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id, "ready");
        Assert.All(app.Router.RequestsOf(ann.Id).SelectMany(asked => asked.Blocks), block => Assert.Contains(block.Kind, Kinds));
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "edit", replacement = "our" });
        Assert.Equal((await ann.PreviewAsync(job.Id, "original")).Replace("teh", "our", StringComparison.Ordinal), await ann.PreviewAsync(job.Id, "current"));
        var at = place ?? text.IndexOf("teh", StringComparison.Ordinal);
        Assert.Equal($"{text[..at]}our{text[(at + 3)..]}", await app.WriteAsync(job, contentType));
    }

    [Fact]
    public async Task A_pdf_is_a_deck_like_any_other()
    {
        using var posted = await ann.PostJobAsync(app.Storage.Put(ann.Id, Pdf("Here is teh cat."), "print.pdf", FileTypes.Pdf));
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id, "ready");
        Assert.All(app.Router.RequestsOf(ann.Id).SelectMany(asked => asked.Blocks), block => Assert.Contains(block.Kind, Kinds));
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        await ann.DecideAsync(job.Id, new { changeId = change.Id, action = "edit", replacement = "our" });
        Assert.Equal("Here is our cat.", await ann.PreviewAsync(job.Id, "current"));
    }

    /// <summary>One page with one line, as the standard says.</summary>
    private static byte[] Pdf(string line)
    {
        var content = $"BT /F1 12 Tf 72 720 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append($"{file.Length:d10} 00000 n \n");
            file.Append($"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(table).Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
