using System.Buffers;
using System.Text;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>
/// Parts one run into several: kept, deleted and inserted ones in turn. Bytes of the original that stay in place are not
/// written again, so that splices inside them (a text box in the run) find them where they were.
/// </summary>
internal ref struct RunParts(ReadOnlySpan<byte> part, WordRun run, WordMarkup markup, Revisions revisions, int[] edits, List<Splice> splices)
{
    readonly ReadOnlySpan<byte> part = part;
    readonly WordMarkup markup = markup;
    readonly ArrayBufferWriter<byte> pending = new();
    readonly string prefix = markup.Prefix;
    (Mode Mode, int Edit) now;
    int at = run.Start;
    bool propertiesWritten;

    enum Mode
    {
        Closed,
        Kept,
        Deleted,
        Inserted,
    }

    /// <summary>Anything of the run as it lies.</summary>
    public void Keep(int start, int end)
    {
        if (start >= end)
            return;
        Switch(Mode.Kept, -1, null);
        Take(start, end);
    }

    public void KeepText(int start, int end) => PutText("t", start, end, Mode.Kept, -1);

    public void DeleteText(int start, int end, int edit) => PutText("delText", start, end, Mode.Deleted, edit);

    public void DeleteElement(int start, int end, int edit)
    {
        Switch(Mode.Deleted, edit, null);
        Take(start, end);
    }

    /// <summary>New text in the run's own look, or with other properties.</summary>
    public void Insert(string text, int edit, byte[]? properties = null)
    {
        if (text.Length == 0)
            return;
        Switch(Mode.Inserted, edit, properties);
        pending.Write(markup.Element(text));
    }

    public void Finish()
    {
        Switch(Mode.Closed, -1, null);
        Flush(run.End);
    }

    void PutText(string element, int start, int end, Mode mode, int edit)
    {
        if (start >= end)
            return;
        Switch(mode, edit, null);
        Put($"<{prefix}{element} xml:space=\"preserve\">");
        Take(start, end);
        Put($"</{prefix}{element}>");
    }

    void Switch(Mode mode, int edit, byte[]? properties)
    {
        if (now == (mode, edit))
            return;
        Put(now.Mode switch
        {
            Mode.Kept => $"</{prefix}r>",
            Mode.Deleted => $"</{prefix}r></{prefix}del>",
            Mode.Inserted => $"</{prefix}r></{prefix}ins>",
            _ => "",
        });
        now = (mode, edit);
        switch (mode)
        {
            case Mode.Kept:
                Take(run.Start, run.TagEnd);
                break;
            case Mode.Deleted or Mode.Inserted:
                Put($"<{prefix}{(mode == Mode.Deleted ? "del" : "ins")} {Attributes(edit)}><{prefix}r>");
                break;
            default:
                return;
        }

        if (properties is null)
            PutProperties();
        else
            pending.Write(properties);
    }

    /// <summary>The run's properties. Another author's change of them, which has an id, is written once only.</summary>
    void PutProperties()
    {
        if (propertiesWritten)
            pending.Write(markup.WithoutChange(run.Properties));
        else
            Take(run.Properties.Start, run.Properties.End);
        propertiesWritten = true;
    }

    /// <summary>Bytes of the original: left where they are while the output follows their order, else copied.</summary>
    void Take(int start, int end)
    {
        if (start < at)
        {
            pending.Write(part[start..end]);
            return;
        }

        Flush(start);
        at = end;
    }

    void Flush(int until)
    {
        if (pending.WrittenCount > 0 || until > at)
            splices.Add(new(at, until - at, pending.WrittenSpan.ToArray(), edits));
        pending.ResetWrittenCount();
    }

    string Attributes(int edit)
    {
        var (own, declaration) = prefix.Length > 0 ? (prefix, "") : ("w:", $"xmlns:w=\"{markup.Namespace}\" ");
        var author = new StringBuilder();
        XmlText.Write(revisions.AuthorOf(edit), author);
        return $"{declaration}{own}id=\"{revisions.NextId()}\" {own}author=\"{author.Replace("\"", "&quot;")}\" {own}date=\"{revisions.TimeOf(edit)}\"";
    }

    readonly void Put(string xml) => pending.Write(Encoding.UTF8.GetBytes(xml));
}
