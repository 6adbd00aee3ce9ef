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

    /// <summary>The text with some of its changes made. They never overlap: the worker stores none that do.</summary>
    public string With(IEnumerable<Change> changes)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var change in changes.OrderBy(change => change.Start).ThenBy(change => change.End))
        {
            text.Append(Text, at, change.Start - at).Append(change.Text);
            at = change.End;
        }

        return text.Append(Text, at, Text.Length - at).ToString();
    }
}
