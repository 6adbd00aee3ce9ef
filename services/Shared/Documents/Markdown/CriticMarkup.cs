using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Markdown;

/// <summary>CriticMarkup: <c>{--old--}{++new++}</c>. It has no place for author and time.</summary>
internal static class CriticMarkup
{
    public static RedlineMarks Marks(TextCodec codec) =>
        new(codec.Encode("{--"), codec.Encode("--}"), codec.Encode("{++"), codec.Encode("++}"));
}
