using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests;

public sealed class EditConflictsTests
{
    static TextEdit Edit(int start, int end, string replacement, string block = "p1") => new(block, start, end, "abcdefghijklmnopqrst"[start..end], replacement);

    [Fact]
    public void Only_what_excludes_each_other_is_a_conflict()
    {
        TextEdit[] edits =
        [
            Edit(0, 3, "x"), Edit(3, 5, "x"), Edit(2, 4, "x"), Edit(0, 3, "y"), Edit(0, 3, "x"), Edit(1, 1, "i"), Edit(3, 3, "i"), Edit(3, 3, "j"), Edit(3, 3, "j"),
            Edit(0, 20, "z", "p2"),
        ];
        Assert.Equal(
            [
                new(0, 2, EditConflictKind.Overlap), new(0, 3, EditConflictKind.Alternatives), new(0, 4, EditConflictKind.Duplicate), new(0, 5, EditConflictKind.Overlap),
                new(1, 2, EditConflictKind.Overlap), new(2, 3, EditConflictKind.Overlap), new(2, 4, EditConflictKind.Overlap), new(2, 6, EditConflictKind.Overlap),
                new(2, 7, EditConflictKind.Overlap), new(2, 8, EditConflictKind.Overlap), new(3, 4, EditConflictKind.Alternatives), new(3, 5, EditConflictKind.Overlap),
                new(4, 5, EditConflictKind.Overlap), new(7, 8, EditConflictKind.Duplicate),
            ],
            EditConflicts.Find(edits).OrderBy(c => c.First).ThenBy(c => c.Second));
    }

    [Fact]
    public void A_set_without_a_conflict_can_always_be_written()
    {
        using var document = new Opened(Encoding.ASCII.GetBytes("abcdefghijklmnopqrst"), FileTypes.PlainText);
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var edits = Enumerable.Range(0, 12).Select(_ => random.Next(20)).Select(start => Edit(start, Math.Min(20, start + random.Next(5)), $"{random.Next(3)}")).ToList();
            var kept = edits.Where((e, i) => !EditConflicts.Find(edits).Any(c => c.Second == i)).ToList();
            Assert.Empty(EditConflicts.Find(kept));
            Assert.Equal(Oracle.Apply(document.Blocks[0], kept), Encoding.ASCII.GetString(document.Write(kept)));
        }
    }
}
