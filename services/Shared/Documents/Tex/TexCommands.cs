using System.Collections.Frozen;

namespace SwipeReview.Documents.Tex;

/// <summary>What a command is to a reader of the text.</summary>
internal enum TexRole
{
    /// <summary>Stands for something that isn't known or isn't text: a reference, a picture, a command of the author's own. With its arguments.</summary>
    Object,

    /// <summary>Its last argument is text in the line.</summary>
    Inline,

    /// <summary>Its last argument is a paragraph of its own.</summary>
    Block,

    /// <summary>Its last argument is a note: a paragraph of its own, and a mark in the line.</summary>
    Note,

    /// <summary>Its last argument is seen in the line, but is no prose.</summary>
    Code,

    /// <summary>Not seen; takes no argument.</summary>
    Switch,

    /// <summary>Not seen, nor are its arguments.</summary>
    Hidden,

    /// <summary>Ends a paragraph; not seen, nor are its arguments.</summary>
    Boundary,

    /// <summary>Defines something, up to the end of its last argument.</summary>
    Definition,

    /// <summary>Its argument is between two characters of the author's choice.</summary>
    Verbatim,
}

/// <param name="Skip">Arguments in braces before the one that counts.</param>
/// <param name="SkipAfter">Arguments in braces after it.</param>
internal sealed record TexCommand(TexRole Role, int Skip = 0, BlockKind Kind = BlockKind.Paragraph, int SkipAfter = 0);

/// <summary>The commands and environments of LaTeX that decide what is prose.</summary>
internal static class TexCommands
{
    static readonly TexCommand Unknown = new(TexRole.Object);

    static readonly FrozenDictionary<string, TexCommand> Known = new[]
    {
        Many(new(TexRole.Inline), "emph textbf textit textsl textsc textsf textrm textmd textup textnormal underline uline uuline sout text mbox enquote textquote hl so MakeUppercase MakeLowercase foreignquote textsuperscript textsubscript"),
        Many(new(TexRole.Inline, 1), "href textcolor colorbox foreignlanguage textlang raisebox parbox hyperref hypertarget hyperlink"),
        Many(new(TexRole.Inline, SkipAfter: 1), "texorpdfstring"),
        Many(new(TexRole.Inline, 2), "multicolumn multirow fcolorbox"),
        Many(new(TexRole.Block, 0, BlockKind.Heading), "part chapter section subsection subsubsection paragraph subparagraph title subtitle frametitle framesubtitle addchap addsec addpart minisec"),
        Many(new(TexRole.Block), "caption captionof subcaption abstract dedication epigraph"),
        Many(new(TexRole.Note, 0, BlockKind.Footnote), "footnote footnotetext thanks marginpar sidenote endnote todo"),
        Many(new(TexRole.Code), "texttt url path code nolinkurl lstinputlisting file"),
        Many(new(TexRole.Verbatim), "verb lstinline Verb"),
        Many(new(TexRole.Verbatim, 1), "mintinline"),
        Many(new(TexRole.Switch), "bf it tt sc sl sf rm em bfseries itshape ttfamily scshape slshape sffamily rmfamily mdseries upshape normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge centering raggedright raggedleft noindent indent frenchspacing nonfrenchspacing sloppy fussy tightlist protect relax leavevmode ignorespaces unskip xspace displaystyle selectfont begingroup endgroup allowbreak nobreak break nolinebreak linebreak / ! : ; @ strut null hfill vfill quad qquad enspace thinspace negthinspace arraybackslash hss vss hfil makeatletter makeatother"),
        Many(new(TexRole.Hidden), "label index glossary vspace hspace vskip hskip setcounter addtocounter stepcounter refstepcounter setlength addtolength pagestyle thispagestyle pagenumbering bibliographystyle usepackage RequirePackage documentclass hypersetup graphicspath setbeamertemplate addbibresource phantomsection nocite pdfbookmark addcontentsline markboth markright noalign cmidrule cline rowcolor cellcolor columncolor selectlanguage color fontsize enlargethispage setstretch linespread vphantom hphantom phantom"),
        Many(new(TexRole.Boundary), "par item hline toprule midrule bottomrule endhead endfirsthead endfoot endlastfoot newpage clearpage cleardoublepage pagebreak maketitle tableofcontents listoffigures listoftables bigskip medskip smallskip appendix input include printbibliography bibliography newline tabularnewline frontmatter mainmatter backmatter printindex bibitem columnbreak pause noindentpar subfile hrule"),
        Many(new(TexRole.Definition), "newcommand renewcommand providecommand newenvironment renewenvironment DeclareMathOperator DeclareRobustCommand NewDocumentCommand RenewDocumentCommand newtheorem def gdef edef xdef let newlength newcounter newif tikzset lstset lstdefinestyle definecolor colorlet pgfplotsset newsavebox sbox savebox AtBeginDocument"),
    }.SelectMany(all => all).DistinctBy(pair => pair.Key).ToFrozenDictionary();

    /// <summary>Commands that stand for one character, or a few.</summary>
    public static readonly FrozenDictionary<string, string> Characters = new Dictionary<string, string>
    {
        ["%"] = "%", ["$"] = "$", ["&"] = "&", ["#"] = "#", ["_"] = "_", ["{"] = "{", ["}"] = "}", [" "] = " ", ["\n"] = " ", ["\t"] = " ", [","] = "\u2009", ["-"] = "\u00AD",
        ["textbackslash"] = "\\", ["textasciitilde"] = "~", ["textasciicircum"] = "^", ["textless"] = "<", ["textgreater"] = ">", ["textbar"] = "|", ["textquotedbl"] = "\"",
        ["textquotesingle"] = "'", ["textasciigrave"] = "`", ["textbraceleft"] = "{", ["textbraceright"] = "}", ["textunderscore"] = "_", ["textdollar"] = "$",
        ["ldots"] = "…", ["dots"] = "…", ["textellipsis"] = "…", ["textendash"] = "–", ["textemdash"] = "—", ["textbullet"] = "•", ["textdegree"] = "°", ["texteuro"] = "€", ["euro"] = "€",
        ["ss"] = "ß", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["o"] = "ø", ["O"] = "Ø", ["aa"] = "å", ["AA"] = "Å", ["l"] = "ł", ["L"] = "Ł", ["i"] = "ı", ["j"] = "ȷ",
        ["S"] = "§", ["P"] = "¶", ["copyright"] = "©", ["textcopyright"] = "©", ["textregistered"] = "®", ["texttrademark"] = "™", ["pounds"] = "£", ["textsterling"] = "£", ["dag"] = "†", ["ddag"] = "‡",
        ["textquoteleft"] = "‘", ["textquoteright"] = "’", ["textquotedblleft"] = "“", ["textquotedblright"] = "”", ["guillemotleft"] = "«", ["guillemotright"] = "»",
        ["lq"] = "‘", ["rq"] = "’", ["glqq"] = "„", ["grqq"] = "“", ["quotedblbase"] = "„", ["quotesinglbase"] = "‚", ["flqq"] = "«", ["frqq"] = "»", ["nobreakspace"] = "\u00A0", ["space"] = " ",
        ["TeX"] = "TeX", ["LaTeX"] = "LaTeX", ["LaTeXe"] = "LaTeX2e",
    }.ToFrozenDictionary();

    /// <summary>Commands that put a mark on the letter that follows: letters, and the same with the mark.</summary>
    public static readonly FrozenDictionary<string, (string Letters, string Marked)> Accents = new Dictionary<string, (string, string)>
    {
        ["`"] = ("AEIOUNaeioun", "ÀÈÌÒÙǸàèìòùǹ"),
        ["'"] = ("AEIOUYCLNRSZaeiouyclnrsz", "ÁÉÍÓÚÝĆĹŃŔŚŹáéíóúýćĺńŕśź"),
        ["^"] = ("AEIOUCGHJSWYaeioucghjswy", "ÂÊÎÔÛĈĜĤĴŜŴŶâêîôûĉĝĥĵŝŵŷ"),
        ["~"] = ("ANOIUanoiu", "ÃÑÕĨŨãñõĩũ"),
        ["="] = ("AEIOUaeiou", "ĀĒĪŌŪāēīōū"),
        ["u"] = ("AEGIOUaegiou", "ĂĔĞĬŎŬăĕğĭŏŭ"),
        ["."] = ("CEGIZcegz", "ĊĖĠİŻċėġż"),
        ["\""] = ("AEIOUYaeiouy", "ÄËÏÖÜŸäëïöüÿ"),
        ["r"] = ("AUau", "ÅŮåů"),
        ["H"] = ("OUou", "ŐŰőű"),
        ["v"] = ("CDENRSTZcdenrstz", "ČĎĚŇŘŠŤŽčďěňřšťž"),
        ["d"] = ("ADEHIOSTUadehiostu", "ẠḌẸḤỊỌṢṬỤạḍẹḥịọṣṭụ"),
        ["c"] = ("CGKLNRSTcklnrst", "ÇĢĶĻŅŖŞŢçķļņŗşţ"),
        ["k"] = ("AEIUaeiu", "ĄĘĮŲąęįų"),
    }.ToFrozenDictionary();

    /// <summary>Environments whose content is code, mathematics or a picture. A star after the name changes nothing.</summary>
    static readonly FrozenSet<string> Opaque = FrozenSet.Create(
        "verbatim", "Verbatim", "BVerbatim", "LVerbatim", "lstlisting", "minted", "Highlighting", "alltt", "comment", "filecontents", "luacode", "pycode", "equation", "align", "alignat",
        "flalign", "gather", "multline", "eqnarray", "displaymath", "math", "dmath", "IEEEeqnarray", "subequations", "tikzpicture", "pgfpicture", "picture", "forest", "asy", "circuitikz",
        "tikzcd", "axis", "algorithmic", "algorithm2e", "algorithm", "array", "matrix", "pmatrix", "bmatrix", "cases", "thebibliography", "prooftree", "psmatrix", "pspicture", "CSLReferences");

    static readonly FrozenSet<string> Tables = FrozenSet.Create("tabular", "longtable", "tabularx", "tabulary", "tabu", "longtabu", "supertabular", "xltabular", "tblr");

    static readonly FrozenDictionary<string, BlockKind> Kinds = new Dictionary<string, BlockKind>
    {
        ["itemize"] = BlockKind.ListItem,
        ["enumerate"] = BlockKind.ListItem,
        ["description"] = BlockKind.ListItem,
        ["compactitem"] = BlockKind.ListItem,
        ["quote"] = BlockKind.Quote,
        ["quotation"] = BlockKind.Quote,
        ["verse"] = BlockKind.Quote,
        ["displayquote"] = BlockKind.Quote,
    }.ToFrozenDictionary();

    public static TexCommand Find(string name) => Known.GetValueOrDefault(name, Unknown);

    public static bool IsOpaque(string environment) => Opaque.Contains(environment.TrimEnd('*'));

    public static bool IsTable(string environment) => Tables.Contains(environment.TrimEnd('*'));

    public static BlockKind? KindOf(string environment) =>
        IsTable(environment) ? BlockKind.Cell : Kinds.TryGetValue(environment.TrimEnd('*'), out var kind) ? kind : null;

    static IEnumerable<KeyValuePair<string, TexCommand>> Many(TexCommand command, string names) =>
        names.Split(' ').Select(name => KeyValuePair.Create(name, command));
}
