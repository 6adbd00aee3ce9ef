using System.IO.Compression;

namespace SwipeReview.Documents.Fuzz;

/// <summary>
/// Opens mutated files, edits what opens, and opens the result again. Only <see cref="DocumentException"/> may come out.
/// Depends on the public API alone, so that other projects can link this file.
/// </summary>
public static class PackageFuzzer
{
    public sealed record Outcome(int Opened, int Refused);

    /// <summary>
    /// Runs <paramref name="count"/> inputs made from <paramref name="samples"/> (bytes and content type). The same seed gives
    /// the same inputs. Throws with the input's number when the library breaks its word.
    /// </summary>
    public static Outcome Run(IReadOnlyList<(byte[] Bytes, string ContentType)> samples, int seed, int count, CancellationToken cancellation = default)
    {
        int opened = 0, refused = 0;
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new Random(unchecked((seed * 1_000_003) + i));
            var (bytes, type) = samples[random.Next(samples.Count)];
            try
            {
                if (Survives(Mutate(bytes, type == FileTypes.Docx, random), type, random))
                    opened++;
                else
                    refused++;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Input {i} of seed {seed} ({type}) broke the library.", error);
            }
        }

        return new(opened, refused);
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

    /// <summary>Flips bytes of the file, or of a part that is packed again so that the mutation gets past the checksum.</summary>
    static byte[] Mutate(byte[] bytes, bool isPackage, Random random)
    {
        if (!isPackage || random.Next(3) == 0)
            return Flip(bytes, random);
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries[random.Next(zip.Entries.Count)];
            using var content = entry.Open();
            using var part = new MemoryStream();
            content.CopyTo(part);
            var mutated = Flip(part.ToArray(), random);
            content.SetLength(0);
            content.Write(mutated);
        }

        return stream.ToArray();
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
