using System.Text;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>What a block's text must be after edits, worked out in the plainest way.</summary>
static class Oracle
{
    public static string Apply(Block block, IEnumerable<TextEdit> edits)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var edit in edits.Where(e => e.BlockId == block.Id).OrderBy(e => e.Start).ThenBy(e => e.End > e.Start))
        {
            text.Append(block.Text, at, edit.Start - at).Append(edit.Replacement);
            at = edit.End;
        }

        return text.Append(block.Text, at, block.Text.Length - at).ToString();
    }
}
