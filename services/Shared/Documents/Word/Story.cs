using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

/// <summary>What the reader needs to know about a part before it reads it.</summary>
/// <param name="IdPrefix">Makes block ids of this part differ from other parts'.</param>
internal sealed record StorySource(int Part, string PartName, string IdPrefix, BlockKind Kind, WordStyles Styles, DocumentLimits Limits, PieceBudget Budget);

/// <summary>A note mark in the text: the note is read after the paragraph in that slot.</summary>
internal readonly record struct NoteMark(int Slot, WordTag Kind, string Id);

/// <summary>A part that holds paragraphs, as read in one pass.</summary>
internal sealed class Story
{
    /// <summary>One for each paragraph, in the order in which they begin; null where there is nothing to offer.</summary>
    public List<WordBlock?> Slots { get; } = [];

    /// <summary>In a part of notes: the id of the note that each slot belongs to.</summary>
    public List<string> NoteOfSlot { get; } = [];

    public List<NoteMark> Marks { get; } = [];
}

/// <summary>A flow of paragraphs: the part's own, or a text box's inside it.</summary>
internal sealed class StoryFrame(BlockKind kind, bool isFenced)
{
    public BlockKind Kind { get; } = kind;

    public ParagraphReader? Paragraph { get; set; }

    public FieldStack Fields { get; set; } = new();

    /// <summary>Inside how many things whose text is not the author's to write.</summary>
    public int Fences { get; set; } = isFenced ? 1 : 0;

    public bool IsFenced => Fences > 0 || Fields.InComputedResult;

    public int Cells { get; set; }

    /// <summary>For each open content control, whether its content is fenced.</summary>
    public Stack<bool> Controls { get; } = new();

    public bool OpenControl()
    {
        Controls.Push(false);
        return false;
    }

    /// <summary>A control that is bound to data, picks from a list or is locked is nobody's to write in.</summary>
    public void SetControlProperty(WordTag tag, ReadOnlySpan<byte> value)
    {
        var fences = tag == WordTag.ContentControlFence || (tag == WordTag.ContentControlLock && value.EndsWith("ontentLocked"u8));
        if (fences && Controls.TryPop(out _))
            Controls.Push(true);
    }

    public BlockKind KindOf(ParagraphReader paragraph) => Kind != BlockKind.Paragraph ? Kind
        : paragraph.IsHeading ? BlockKind.Heading
        : Cells > 0 ? BlockKind.Cell
        : paragraph.IsListItem ? BlockKind.ListItem
        : BlockKind.Paragraph;
}

/// <summary>
/// The branches of an alternate content. The first is read; the others say the same for other programs, so their paragraphs
/// become twins of the first's where they hold the same text, and are left alone where they don't.
/// </summary>
internal sealed class Alternatives
{
    int branches;
    int from;
    (int From, int To) first;

    /// <summary>True for the first branch.</summary>
    public bool Open(Story story)
    {
        from = story.Slots.Count;
        return branches++ == 0;
    }

    public void Close(Story story)
    {
        if (branches == 1)
        {
            first = (from, story.Slots.Count);
            return;
        }

        var mine = story.Slots[from..].OfType<WordBlock>().ToList();
        var read = story.Slots[first.From..first.To].OfType<WordBlock>().ToList();
        if (mine.Select(b => b.Block.Text).SequenceEqual(read.Select(b => b.Block.Text)))
        {
            for (var i = 0; i < mine.Count; i++)
                read[i].Twins.Add(mine[i]);
        }

        for (var i = from; i < story.Slots.Count; i++)
            story.Slots[i] = null;
    }
}
