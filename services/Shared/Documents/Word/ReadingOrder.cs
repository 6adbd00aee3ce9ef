namespace SwipeReview.Documents.Word;

/// <summary>Puts the stories of a document together as they are read: a note follows the paragraph that has its mark.</summary>
internal static class ReadingOrder
{
    public static IEnumerable<WordBlock> Of(Story body, List<Story> footnotes, List<Story> endnotes, List<Story> others)
    {
        var notes = Group(footnotes, WordTag.FootnoteReference).Concat(Group(endnotes, WordTag.EndnoteReference))
            .ToDictionary(g => g.Key, g => g.Value);
        var marks = body.Marks.ToLookup(m => m.Slot);
        for (var slot = 0; slot < body.Slots.Count; slot++)
        {
            if (body.Slots[slot] is { } block)
                yield return block;
            foreach (var mark in marks[slot])
            {
                if (notes.Remove((mark.Kind, mark.Id), out var note))
                {
                    foreach (var paragraph in note)
                        yield return paragraph;
                }
            }
        }

        foreach (var paragraph in notes.Values.SelectMany(n => n).Concat(others.SelectMany(s => s.Slots.OfType<WordBlock>())))
            yield return paragraph;
    }

    static Dictionary<(WordTag, string), List<WordBlock>> Group(List<Story> stories, WordTag kind)
    {
        var notes = new Dictionary<(WordTag, string), List<WordBlock>>();
        foreach (var story in stories)
        {
            for (var slot = 0; slot < story.Slots.Count; slot++)
            {
                if (story.Slots[slot] is not { } block)
                    continue;
                if (!notes.TryGetValue((kind, story.NoteOfSlot[slot]), out var note))
                    notes.Add((kind, story.NoteOfSlot[slot]), note = []);
                note.Add(block);
            }
        }

        return notes;
    }
}
