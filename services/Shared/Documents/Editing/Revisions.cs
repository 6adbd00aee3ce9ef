using System.Globalization;

namespace SwipeReview.Documents.Editing;

/// <summary>Who made which edit and when, and ids that nothing in the document has yet.</summary>
internal sealed class Revisions(IReadOnlyList<TrackedEdit> edits, IReadOnlySet<int> usedIds)
{
    int lastId;

    public string AuthorOf(int edit) => edits[edit].Author;

    /// <summary>UTC to the second, as Word and HTML write it.</summary>
    public string TimeOf(int edit) => edits[edit].At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public int NextId()
    {
        do
            lastId++;
        while (usedIds.Contains(lastId));
        return lastId;
    }
}
