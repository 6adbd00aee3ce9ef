using System.Text;

namespace SwipeReview.JobManagement.Changes;

/// <summary>A block of the reviewed document, kept for previews until the file goes.</summary>
internal sealed class Block
{
    public Guid JobId { get; init; }
    public int Ordinal { get; init; }
    public Guid UserId { get; init; }
    public required string BlockId { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }

    /// <summary>
    /// The text with some of its changes made, which exclude each other nowhere, and where in it changes are: those that
    /// were made, and the others as far as the words that they are about are still there. Insertions at one place come in
    /// the order of their ids, before what replaces the words after it: as in the document that is written.
    /// </summary>
    public (string Text, List<ChangeMark> Marks) With(IReadOnlyCollection<Change> made, IReadOnlyCollection<Change> others)
    {
        var text = new StringBuilder();
        var marks = new List<ChangeMark>();
        var at = 0;
        var next = new Queue<Change>(InOrder(made));
        foreach (var change in InOrder(made.Concat(others)))
        {
            if (next.TryPeek(out var first) && first.Id == change.Id)
            {
                next.Dequeue();
                text.Append(Text, at, change.Start - at);
                marks.Add(new ChangeMark(change.Id, text.Length, text.Length + change.Text.Length, change.State));
                text.Append(change.Text);
                at = change.End;
            }
            else if (change.Start >= at && !(next.TryPeek(out first) && first.Start < change.End))
            {
                var start = text.Length + change.Start - at;
                marks.Add(new ChangeMark(change.Id, start, start + change.End - change.Start, change.State));
            }
        }

        return (text.Append(Text, at, Text.Length - at).ToString(), marks);
    }

    private static IOrderedEnumerable<Change> InOrder(IEnumerable<Change> changes) =>
        changes.OrderBy(change => change.Start).ThenBy(change => change.End > change.Start).ThenBy(change => change.Id);
}

/// <summary>Where a change is in a previewed text, in UTF-16 code units of it.</summary>
internal sealed record ChangeMark(Guid ChangeId, int Start, int End, ChangeState State);
