using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

internal enum WordElementKind : byte
{
    /// <summary><c>w:t</c>: text that can be edited from inside.</summary>
    Text,

    /// <summary>A tab, break or hyphen: one character, there or not there.</summary>
    Glyph,

    /// <summary>A picture, note mark, equation: stays where it is.</summary>
    Object,
}

/// <summary>An element that holds characters of a paragraph's text.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">One past its last byte.</param>
/// <param name="VisibleStart">Where the text that counts begins: without <c>xml:space</c> white space at the ends doesn't.</param>
/// <param name="VisibleEnd">Where it ends.</param>
/// <param name="ContentStart">First byte after the start tag.</param>
/// <param name="ContentEnd">First byte of the end tag.</param>
/// <param name="Text">Its characters, as a range of the block's text.</param>
/// <param name="Run">Index of its run; -1 for an equation, which stands beside runs.</param>
/// <param name="Preserves">Whether white space at the ends counts.</param>
/// <param name="Fenced">Whether no edit may change it or write beside it in its place.</param>
/// <param name="Link">Where the hyperlink around it begins; 0 outside of links.</param>
internal readonly record struct WordElement(
    int Start, int End, int VisibleStart, int VisibleEnd, int ContentStart, int ContentEnd,
    TextRange Text, int Run, WordElementKind Kind, bool Preserves, bool Fenced, int Link);

/// <summary>A run, for what it takes to continue or remove it.</summary>
/// <param name="Properties">Bytes of its <c>w:rPr</c>; an empty range without one.</param>
/// <param name="Elements">How many elements with characters it holds.</param>
/// <param name="HoldsMore">Whether it holds anything else (a field mark, a comment's anchor), so that it has to stay.</param>
internal readonly record struct WordRun(int Start, int End, int TagEnd, (int Start, int End) Properties, int Elements, bool HoldsMore);

/// <summary>A paragraph: its text mapped to the elements that hold it, and these to their runs.</summary>
/// <param name="start">The first byte of the paragraph.</param>
/// <param name="isStrict">Whether its elements are of the strict namespace.</param>
internal sealed class WordBlock(Block block, int part, int start, bool isStrict, Segment[] segments, WordElement[] elements, WordRun[] runs)
    : SourceBlock(block, part, segments)
{
    public int Start { get; } = start;

    public bool IsStrict { get; } = isStrict;

    public WordElement[] Elements { get; } = elements;

    public WordRun[] Runs { get; } = runs;

    /// <summary>
    /// The same paragraph written again for programs that can't show the first (a text box's fallback).
    /// What is done to the one is done to the other.
    /// </summary>
    public List<WordBlock> Twins { get; } = [];
}
