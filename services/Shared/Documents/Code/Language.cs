namespace SwipeReview.Documents.Code;

/// <summary>A programming language: what its files are called.</summary>
/// <param name="ContentType">Media type, lower case, without parameters.</param>
/// <param name="Extensions">In lower case, each with its dot; the usual one first.</param>
internal sealed record Language(string ContentType, params string[] Extensions);
