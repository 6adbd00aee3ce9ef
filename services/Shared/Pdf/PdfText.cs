namespace SwipeReview.Pdf;

[Flags]
public enum PdfStyle
{
    Plain = 0,
    Bold = 1,
    Struck = 2,
    Underlined = 4,
    Muted = 8,
}

/// <summary>Text of one look. <c>\n</c> ends a line.</summary>
public readonly record struct PdfText(string Text, PdfStyle Style = PdfStyle.Plain);
