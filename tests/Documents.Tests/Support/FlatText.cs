using System.Text;
using System.Xml.Linq;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>The paragraphs of a flat OpenDocument text, every story of it but tables of contents, with one author's tracked changes accepted and rejected.</summary>
sealed record FlatText(List<string> Accepted, List<string> Rejected)
{
    static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    static readonly XNamespace Creator = "http://purl.org/dc/elements/1.1/";

    public static FlatText Read(string file, string author)
    {
        var root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
        var changes = root.Descendants(Text + "changed-region").ToDictionary(
            region => region.Attribute(Text + "id")!.Value,
            region => (Kind: region.Elements().First().Name.LocalName, IsMine: region.Descendants(Creator + "creator").First().Value == author));
        var paragraphs = root.Descendants().Where(e => e.Name == Text + "p" || e.Name == Text + "h")
            .Where(e => !e.Ancestors().Any(a => a.Name.LocalName is "styles" or "annotation" or "tracked-changes" or "table-of-content")).ToList();

        // Other people's deletions are gone in either view.
        var accepted = new Reading(id => changes[id].Kind == "deletion");
        var rejected = new Reading(id => changes[id].Kind == (changes[id].IsMine ? "insertion" : "deletion"));
        return new(paragraphs.ConvertAll(accepted.Of), paragraphs.ConvertAll(rejected.Of));
    }

    /// <summary>White space and characters that the two formats count differently are left out, objects too.</summary>
    public static string Normal(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\uFFFC' or '\u00AD')).Select(c => c == '\u2011' ? '-' : c));

    /// <summary>One view of a document. What is elsewhere in it or repeats what is elsewhere is left out: notes, frames, references.</summary>
    /// <param name="hides">Whether what lies in the change of that id is left out.</param>
    sealed class Reading(Func<string, bool> hides)
    {
        readonly StringBuilder text = new();
        int hidden;

        public string Of(XElement paragraph)
        {
            text.Clear();
            Walk(paragraph);
            return Normal(text.ToString());
        }

        void Walk(XElement element)
        {
            foreach (var node in element.Nodes())
            {
                if (node is XText characters && hidden == 0)
                    text.Append(characters.Value);
                else if (node is XElement child)
                    Enter(child);
            }
        }

        void Enter(XElement element)
        {
            var id = element.Attribute(Text + "change-id")?.Value;
            if (id is not null && hides(id))
                hidden += element.Name.LocalName switch { "change-start" => 1, "change-end" => -1, _ => 0 };
            else if (element.Name.LocalName is not ("note" or "annotation" or "frame" or "custom-shape" or "ruby-text" or "math" or "bookmark-ref" or "chapter"))
                Walk(element);
        }
    }
}
