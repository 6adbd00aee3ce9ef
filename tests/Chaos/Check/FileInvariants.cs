namespace SwipeReview.Chaos.Check;

/// <summary>Every row has its bytes, and all bytes have a row: one that keeps them, or one that says when they go.</summary>
internal static class FileInvariants
{
    public static async Task CheckAsync(Snapshot storage, ObjectFolder? objects, Findings findings)
    {
        var kept = await storage.ReadAsync("""
            select object_key, size, format('%s %s', kind, id) from files where deleted_at is null
            union all select object_key, size, format('part of upload %s at %s', upload_id, start) from upload_parts
            """, row => (Key: row.GetGuid(0), Size: row.GetInt64(1), What: row.GetString(2)));
        findings.Count("files", await storage.CountAsync("select count(*) from files where deleted_at is null"));
        findings.Count("  of them artifacts", await storage.CountAsync("select count(*) from files where deleted_at is null and kind = 'artifact'"));
        if (objects is null)
        {
            findings.Count("objects looked at (the store is not a folder)", 0);
            return;
        }

        var doomed = (await storage.ReadAsync("select object_key from doomed_objects", row => row.GetGuid(0))).ToHashSet();
        findings.Count("objects", objects.Sizes.Count);
        findings.Count("objects that are to go", doomed.Count(objects.Sizes.ContainsKey));
        foreach (var (key, size, what) in kept)
        {
            // What was not yet listed may have come before its row was read.
            var bytes = objects.Sizes.TryGetValue(key, out var listed) ? listed : objects.SizeOf(key);
            if (bytes != size)
            {
                findings.Wrong("every file has its bytes", $"{what}: {(bytes is null ? "no object" : $"{bytes} bytes")} instead of {size} bytes");
            }
        }

        var known = kept.Select(file => file.Key).Concat(doomed).ToHashSet();
        foreach (var orphan in objects.Sizes.Keys.Where(key => !known.Contains(key) && objects.SizeOf(key) is not null))
        {
            findings.Wrong("every object has a row", $"{orphan}");
        }

        foreach (var stranger in objects.Strangers)
        {
            findings.Wrong("every object has a row", stranger);
        }
    }
}
