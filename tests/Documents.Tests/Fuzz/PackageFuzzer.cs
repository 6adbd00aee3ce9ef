using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace SwipeReview.Documents.Fuzz;

/// <summary>
/// Opens mutated files, edits what opens, and opens the result again. Only <see cref="DocumentException"/> may come out, within
/// a time and an amount of memory that such small files have no right to exceed.
/// Depends on the public API alone, so that other projects can link this file.
/// </summary>
public static class PackageFuzzer
{
    /// <summary>Far more than any input takes, for machines that do other things at the same time.</summary>
    static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that may be allocated for one input, all its steps together: a little more than the largest part that a lie about its size is believed for, several times over.</summary>
    const long Memory = 384L * 1024 * 1024;

    public sealed record Outcome(int Opened, int Refused, long MostAllocated);

    /// <summary>
    /// Runs <paramref name="count"/> inputs made from <paramref name="samples"/> (bytes and content type). The same seed gives
    /// the same inputs. Throws with the input's number when the library breaks its word.
    /// </summary>
    public static Outcome Run(IReadOnlyList<(byte[] Bytes, string ContentType)> samples, int seed, int count, CancellationToken cancellation = default)
    {
        int opened = 0, refused = 0;
        long most = 0;
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new Random(unchecked((seed * 1_000_003) + i));
            var (bytes, type) = samples[random.Next(samples.Count)];
            try
            {
                var mutated = Mutate(bytes, type, random);
                var (survived, allocated) = Confined(() => Survives(mutated, type, random));
                most = Math.Max(most, allocated);
                _ = survived ? opened++ : refused++;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Input {i} of seed {seed} ({type}) broke the library.", error);
            }
        }

        return new(opened, refused, most);
    }

    static (bool Survived, long Allocated) Confined(Func<bool> work)
    {
        bool survived = false;
        long allocated = 0;
        Exception? fault = null;
        var thread = new Thread(Run) { IsBackground = true };
        thread.Start();
        if (!thread.Join(Time))
            throw new TimeoutException($"It takes more than {Time.TotalSeconds:0} s.");
        if (fault is not null)
            throw fault;
        return allocated <= Memory ? (survived, allocated) : throw new InvalidOperationException($"It takes {allocated / (1024 * 1024)} MB.");

        void Run()
        {
            try
            {
                survived = work();
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }
            catch (Exception error)
            {
                fault = error;
            }
        }
    }

    static bool Survives(byte[] bytes, string type, Random random)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        _ = FileTypes.Detect(stream, "a.docx");
        if (TryOpen(stream, type) is not { } document)
            return false;
        using (document)
        {
            var edits = Edits(document, random);
            if (!GoTogether(document, edits))
                edits.RemoveRange(1, edits.Count - 1);
            using var output = new MemoryStream();
            document.Write(edits, output);
            if (edits.Count == 0 && !output.ToArray().AsSpan().SequenceEqual(bytes))
                throw new InvalidOperationException("No edits changed the bytes.");
            using var again = Document.Open(output, type);
            if (document.CanRedline)
                Redline(document, edits, type);
            _ = document.Splices(edits);
            return true;
        }
    }

    /// <summary>Edits that each can be made may be refused together, but only with a clear answer.</summary>
    static bool GoTogether(Document document, List<TextEdit> edits)
    {
        try
        {
            _ = document.Splices(edits);
            return true;
        }
        catch (DocumentException) when (edits.Count > 1)
        {
            return false;
        }
    }

    static void Redline(Document document, List<TextEdit> edits, string type)
    {
        using var output = new MemoryStream();
        document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, "F", DateTimeOffset.UnixEpoch))], output);
        using var again = Document.Open(output, type);
    }

    static Document? TryOpen(Stream stream, string type)
    {
        try
        {
            return Document.Open(stream, type);
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    static List<TextEdit> Edits(Document document, Random random)
    {
        var edits = new List<TextEdit>();
        for (var i = 0; i < 4 && document.Blocks.Count > 0; i++)
        {
            var block = document.Blocks[random.Next(document.Blocks.Count)];
            var start = random.Next(block.Text.Length + 1);
            var end = Math.Min(block.Text.Length, start + random.Next(9));
            var edit = new TextEdit(block.Id, start, end, block.Text[start..end], random.Next(3) == 0 ? "" : "new & <text>");
            if (document.Check(edit) is null && !edits.Exists(e => EditConflicts.Between(e, edit) is not null))
                edits.Add(edit);
        }

        return edits;
    }

    /// <summary>
    /// Changes the file's bytes, or a part that is packed again so that the mutation gets past the checksum; blindly, or with
    /// the words of its format so that it gets past the tokenizer.
    /// </summary>
    static byte[] Mutate(byte[] bytes, string type, Random random)
    {
        if (type != FileTypes.Docx)
            return random.Next(2) == 0 ? Flip(bytes, random) : Reword(bytes, type, random);
        if (random.Next(4) == 0)
            return Flip(bytes, random);
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            // Half of the time the part that holds most of what there is to break.
            var entry = random.Next(2) == 0 ? zip.Entries.MaxBy(e => e.FullName.EndsWith("document.xml", StringComparison.Ordinal))! : zip.Entries[random.Next(zip.Entries.Count)];
            var part = Content(entry);
            switch (random.Next(8))
            {
                case 0:
                    part = Content(zip.Entries[random.Next(zip.Entries.Count)]);
                    break;
                case 1:
                    entry.Delete();
                    entry = zip.CreateEntry(entry.FullName.ToUpperInvariant());
                    break;
                case 2 or 3:
                    part = Flip(part, random);
                    break;
                default:
                    part = Reword(part, type, random);
                    break;
            }

            using var content = entry.Open();
            content.SetLength(0);
            content.Write(part);
        }

        return stream.ToArray();

        static byte[] Content(ZipArchiveEntry entry)
        {
            using var content = entry.Open();
            using var part = new MemoryStream();
            content.CopyTo(part);
            return part.ToArray();
        }
    }

    /// <summary>Takes out, doubles, exchanges and adds whole tags or lines, and repeats what stands between two of them.</summary>
    static byte[] Reword(byte[] bytes, string type, Random random)
    {
        var words = Vocabulary.Of(type);
        var pieces = Vocabulary.Split(Encoding.Latin1.GetString(bytes), type);
        for (var i = random.Next(1, 6); i > 0 && pieces.Count > 1; i--)
        {
            int at = random.Next(pieces.Count), other = random.Next(pieces.Count);
            switch (random.Next(6))
            {
                case 0:
                    pieces.RemoveRange(at, Math.Min(random.Next(1, 4), pieces.Count - at));
                    break;
                case 1:
                    pieces.Insert(at, pieces[other]);
                    break;
                case 2:
                    (pieces[at], pieces[other]) = (pieces[other], pieces[at]);
                    break;
                case 3:
                    var some = pieces.GetRange(at, Math.Min(random.Next(1, 8), pieces.Count - at));
                    pieces.InsertRange(at, Enumerable.Repeat(some, random.Next(1, random.Next(20) == 0 ? 600 : 6)).SelectMany(s => s));
                    break;
                case 4:
                    pieces[at] = Regex.Replace(pieces[at], "\"[^\"]*\"", _ => $"\"{Vocabulary.Values[random.Next(Vocabulary.Values.Length)]}\"", RegexOptions.None, TimeSpan.FromSeconds(5));
                    break;
                default:
                    pieces.Insert(at, words[random.Next(words.Length)]);
                    break;
            }
        }

        return Encoding.Latin1.GetBytes(string.Concat(pieces));
    }

    static byte[] Flip(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        for (var i = random.Next(1, 6); i > 0 && mutated.Count > 1; i--)
        {
            var at = random.Next(mutated.Count);
            var length = Math.Min(random.Next(1, 40), mutated.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated.RemoveRange(at, length);
                    break;
                case 2:
                    mutated.InsertRange(random.Next(mutated.Count), mutated.GetRange(at, length));
                    break;
                case 3:
                    mutated[at] = (byte)"<>/&;\"' =\0\xFF"[random.Next(11)];
                    break;
                default:
                    mutated.RemoveRange(at, random.Next(50) == 0 ? mutated.Count - at : 1);
                    break;
            }
        }

        return [.. mutated];
    }
}
