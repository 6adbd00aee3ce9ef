using System.Collections.Frozen;

namespace SwipeReview.Documents.Html;

/// <summary>What elements mean for a reader of text. One that is in no list is part of the line, like a span.</summary>
internal static class HtmlElements
{
    public const int LongestName = 16;

    /// <summary>Their start and end both end a paragraph.</summary>
    public static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
        "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "search", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul");

    /// <summary>What lists and tables are in: their parts end with them.</summary>
    public static readonly FrozenSet<string> Containers = FrozenSet.Create("table", "ul", "ol", "dl", "menu", "dir");

    /// <summary>Their content is not markup; it goes on to their own end tag.</summary>
    public static readonly FrozenSet<string> RawText = FrozenSet.Create("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes");

    /// <summary>Their content is no prose.</summary>
    public static readonly FrozenSet<string> Skipped = FrozenSet.Create(
        "pre", "template", "svg", "math", "noscript", "select", "datalist", "object", "canvas", "audio", "video");

    /// <summary>Seen in the line, but no prose.</summary>
    public static readonly FrozenSet<string> Code = FrozenSet.Create("code", "kbd", "samp", "tt", "var");

    /// <summary>Seen in the line as one thing.</summary>
    public static readonly FrozenSet<string> Objects = FrozenSet.Create("img", "input", "embed", "meter", "progress");

    static readonly FrozenDictionary<string, BlockKind> Kinds = new Dictionary<string, BlockKind>
    {
        ["h1"] = BlockKind.Heading,
        ["h2"] = BlockKind.Heading,
        ["h3"] = BlockKind.Heading,
        ["h4"] = BlockKind.Heading,
        ["h5"] = BlockKind.Heading,
        ["h6"] = BlockKind.Heading,
        ["li"] = BlockKind.ListItem,
        ["dt"] = BlockKind.ListItem,
        ["dd"] = BlockKind.ListItem,
        ["td"] = BlockKind.Cell,
        ["th"] = BlockKind.Cell,
        ["blockquote"] = BlockKind.Quote,
    }.ToFrozenDictionary();

    public static BlockKind? KindOf(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;
}
