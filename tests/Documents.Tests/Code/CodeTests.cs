using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Code;

public sealed class CodeTests
{
    internal static Opened Open(string source, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(source);
        return new(bytes, FileTypes.Detect(new MemoryStream(bytes), name)!.ContentType);
    }

    static string Edited(string source, string name, string original, string replacement)
    {
        using var document = Open(source, name);
        return Encoding.UTF8.GetString(document.Write(document.Edit(original, replacement)));
    }

    public static TheoryData<string, string, string[]> Samples => new()
    {
        {
            "a.cs",
            """"
            // Copyright (c) Somebody. Licensed to everybody.
            using System; // it is needed

            /// <summary>Says a &lt; b to <see cref="Console"/>,
            /// and is done.</summary>
            /// <param name="name">Who is meant.</param>
            /// <returns>Nothing at all.</returns>
            class A // eslint-disable it
            {
                /* One star here. */ /** <summary>Two stars here.</summary> */
                const char Quote = '"', Other = '\''; // 'quoted "words" here
                string b = "Say \"hello\" to {0} people.\n", c = @"A ""path"" is C:\it.", d = $"Dear {(name == "x y" ? "you there" : name)}, hello.";
                string e = "application/json; charset", f = "SELECT name FROM users", g = "one", h = $@"{name} has ""two"" words", i = $$"""Raw "text" for {{name}} here.""";
                // var x = Old(1);
                // var y = x;
                //
                // 1. First thing to do.
                // 2. Second thing
                //    to do.
            }
            """",
            [
                "it is needed", "Says a < b to <see cref=\"Console\"/>,\nand is done.", "Who is meant.", "Nothing at all.", "One star here.", "Two stars here.", "'quoted \"words\" here",
                "Say \"hello\" to {0} people.\\n", "A \"path\" is C:\\it.", "Dear {(name == \"x y\" ? \"you there\" : name)}, hello.", "{name} has \"two\" words", "Raw \"text\" for {{name}} here.",
                "First thing to do.", "Second thing\nto do.",
            ]
        },
        {
            "a.java", "package a; /** Gives {@code x y} back.\n * @param a the value of it\n * @return the sum\n */ int a = '\"'; // don't \"worry\"\nString s = \"\"\"\n  Some text here\n  \"\"\";",
            ["Gives {@code x y} back.", "the value of it", "the sum", "don't \"worry\"", "\n  Some text here\n  "]
        },
        { "a.kt", "/* out /* in here */ still out */ val a = \"Dear ${f(\"a b\")} there\" // last words\nval b = \"\"\"Raw \"quoted\"\"\"\"", ["out /* in here */ still out", "Dear ${f(\"a b\")} there", "last words", "Raw \"quoted\""] },
        { "a.swift", "let a = \"Hello \\(f(\"x y\")) again, you\" // Said \"once\nlet b = #\"No \"text\" here\"#", ["Hello \\(f(\"x y\")) again, you", "Said \"once"] },
        { "a.dart", "final a = 'It\\'s all right.'; /// Docs of it\nfinal b = r'Raw words $here too';", ["It's all right.", "Docs of it", "Raw words $here too"] },
        {
            "a.js", "'use strict';\nconst r = /['\"`\\/]/g, d = a / b; // divides it\nconst t = `Dear ${n ? `my ${x}` : '}'} and friends`; const u = html`<b>some more text</b>`;",
            ["divides it", "Dear ${n ? `my ${x}` : '}'} and friends"]
        },
        {
            "a.tsx", "const f = <T,>(x: T) => x; // generic it is\nexport const A = () => <p title=\"don't\">It's a {b ? <i>It is big</i> : 'quite small'} // no comment\n   at all</p>; // but this is",
            ["generic it is", "It's a", "It is big", "// no comment at all", "but this is"]
        },
        {
            "a.py", "#!/usr/bin/env python3\n# noqa: this line\n'''Module docs\nin lines.'''\ndef f(x):\n    \"\"\"Says it.\n\n    :param x: what to say\n\n    >>> f(1)\n    \"\"\"\n    s = f'Dear {x[\"a b\"]:>{w}}, hello'; t = r'Some \\d words'; u = b'Not this one'  # so it is\n",
            ["Module docs\nin lines.", "Says it.", "what to say", "Dear {x[\"a b\"]:>{w}}, hello", "Some \\d words", "so it is"]
        },
        { "a.c", "#include \"a b.h\"\n/* The first\n * comment. */\nint a = '\"'; // goes on \\\n   here too\nchar *s = \"Found %d files in %s.\\n\";", ["The first\ncomment.", "goes on \\\n   here too", "Found %d files in %s.\\n"] },
        { "a.cpp", "auto n = 1'000'000; auto r = R\"x(some \" text )\" here)x\"; // the end of it", ["the end of it"] },
        { "a.go", "//go:build linux\n// Package a is small.\npackage a\nvar s = `Raw text\nof two lines`; var r = '\"'", ["Package a is small.", "Raw text\nof two lines"] },
        { "a.rs", "//! About this crate.\nfn a<'a>(x: &'a str) { let c = '\"'; let s = r#\"no \"text\" here\"#; } /* a /* b c */ d e */", ["About this crate.", "a /* b c */ d e"] },
        {
            "a.rb", "# Says hello to all.\nx = %q(don't \"look\" here); y = a / b; z = /[\"'#]/\nputs \"Hello #{n[\"a b\"]} and all\"\nt = <<~TEXT\n  it's \"not\" here # or here\nTEXT\n=begin\nA longer story.\n=end\nq = ?# # the last one\n",
            ["Says hello to all.", "Hello #{n[\"a b\"]} and all", "A longer story.", "the last one"]
        },
        { "a.php", "<!DOCTYPE html><p>it's # html</p><?php # one comment ?><b>don't</b><?php #[Attr it]\n// two comments\n$a = \"Dear {$x['a b']} there\"; $b = <<<EOT\nit's \"text\"\n  EOT; /* three of them */", ["one comment", "two comments", "Dear {$x['a b']} there", "three of them"] },
        { "a.sh", "#!/bin/sh\n# Counts what is there.\necho $# ${#a} a#b \"You have $(f \"a b\") files\" # is said\ncat <<'EOF'\ndon't # look\nEOF\necho It\\'s 'It is all right.'", ["Counts what is there.", "You have $(f \"a b\") files", "is said", "It is all right."] },
        { "a.sql", "-- All of them\nselect 'It''s all right' as \"not this one\" /* or this */ from t; do $x$ -- 'not here\n$x$;", ["All of them", "It's all right", "or this"] },
        { "a.css", "/* Looks of it */ a { content: \"no text here\"; background: url(data:x'y) } /* more looks */", ["Looks of it", "more looks"] },
        { "a.toml", "# All of the settings\na = 'It is C:\\x' # why not\n", ["All of the settings", "It is C:\\x", "why not"] },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Comments_and_strings_that_say_something_are_offered(string name, string source, string[] texts)
    {
        using var document = Open(source, name);
        Assert.Equal(texts, document.Texts);
    }

    [Theory]
    [InlineData("a.cs", "// I has it", "has", "have", "// I have it")]
    [InlineData("a.cs", "    // I has it\n    // and more", "it\nand", "this,\nthat,\nand", "    // I has this,\n    // that,\n    // and more")]
    [InlineData("a.cs", "  /// One line here", "line here", "line\nand one", "  /// One line\n  /// and one")]
    [InlineData("a.cs", "/// A &lt; b here", "here", "> c & d", "/// A &lt; b &gt; c &amp; d")]
    [InlineData("a.c", "/*\n * I has it\n * all */", "has", "have", "/*\n * I have it\n * all */")]
    [InlineData("a.cs", "f(\"Say it now.\")", "it", "\"it\"", "f(\"Say \\\"it\\\" now.\")")]
    [InlineData("a.cs", "f(@\"Say it now.\")", "it", "\"it\"", "f(@\"Say \"\"it\"\" now.\")")]
    [InlineData("a.sql", "select 'Say it now.'", "it", "it's", "select 'Say it''s now.'")]
    [InlineData("a.py", "f('It is {0} days old now.')", "It is {0} days", "It's {0} days", "f('It\\'s {0} days old now.')")]
    [InlineData("a.ts", "/** I has {@link it now} here. */", "has", "have", "/** I have {@link it now} here. */")]
    public void An_edit_is_written_as_the_place_needs_it(string name, string source, string original, string replacement, string expected) =>
        Assert.Equal(expected, Edited(source, name, original, replacement));

    [Theory]
    [InlineData("a.c", "/* Say it now. */", "it", "*/ it", EditRefusalReason.ChangesStructure)]
    [InlineData("a.rs", "/* Say it now. */", "it", "/* it", EditRefusalReason.ChangesStructure)]
    [InlineData("a.c", "// Say it now\nint a;", "now", "now\\", EditRefusalReason.ChangesStructure)]
    [InlineData("a.java", "// Say it now", "now", "\\u000a", EditRefusalReason.ChangesStructure)]
    [InlineData("a.cs", "x(); // Say it now", "now", "now\nor never", EditRefusalReason.NotWritable)]
    [InlineData("a.cs", "f(\"Say it now.\")", "now", "\n", EditRefusalReason.NotWritable)]
    [InlineData("a.cs", "f(\"Say it now.\")", "now", "\\now", EditRefusalReason.ChangesStructure)]
    [InlineData("a.cs", "f($\"Say it now.\")", "now", "{now}", EditRefusalReason.ChangesStructure)]
    [InlineData("a.cs", "f(\"Say it {0} now.\")", "{0} ", "", EditRefusalReason.Protected)]
    [InlineData("a.c", "f(\"Say it 100 times.\")", "100", "100%", EditRefusalReason.ChangesStructure)]
    [InlineData("a.js", "f(`Say it now.`)", "now", "${now}", EditRefusalReason.ChangesStructure)]
    [InlineData("a.go", "var a = `Say it now.`", "now", "`now`", EditRefusalReason.ChangesStructure)]
    [InlineData("a.sh", "f 'Say it now.'", "it", "it's", EditRefusalReason.ChangesStructure)]
    [InlineData("a.sh", "f \"Say it now.\"", "now", "$(now)", EditRefusalReason.ChangesStructure)]
    [InlineData("a.py", "def f():\n  \"\"\"Say it now.\"\"\"", "now.", "\"now\"", EditRefusalReason.ChangesStructure)]
    [InlineData("a.py", "f(r'Say it now.')", "now", "'now", EditRefusalReason.ChangesStructure)]
    [InlineData("a.js", "// Say it now", "Say it", "eslint-disable it", EditRefusalReason.ChangesStructure)]
    [InlineData("a.js", "// Say it now", "now", "\u2028alert(1)", EditRefusalReason.NotWritable)]
    [InlineData("a.cs", "// Say it now", "now", "\u202Enow", EditRefusalReason.NotWritable)]
    [InlineData("a.tsx", "a = <p>Say it now.</p>", "now", "{now}", EditRefusalReason.ChangesStructure)]
    [InlineData("a.tsx", "a = <p>Say it now.</p>", "now", "<b>", EditRefusalReason.ChangesStructure)]
    public void What_would_become_code_is_refused(string name, string source, string original, string replacement, EditRefusalReason reason)
    {
        using var document = Open(source, name);
        Assert.Equal(reason, document.Document.Check(document.Edit(original, replacement))?.Reason);
    }

    [Theory]
    [InlineData("a.cs", "f(\"First text here.\"); g(\"never closed); // and a comment\n")]
    [InlineData("a.cs", "f(\"First text here.\"); /* never closed")]
    [InlineData("a.js", "f(\"First text here.\"); x = / not closed ' here // and this\n")]
    [InlineData("a.jsx", "f(\"First text here.\"); x = <p>don't close // it\n")]
    [InlineData("a.sh", "f \"First text here.\"; cat <<END\n# no end to it\n")]
    [InlineData("a.sql", "select 'First text here.'; select 'it\\'s -- or not'")]
    public void Where_code_cannot_be_told_from_text_nothing_more_is_offered(string name, string source)
    {
        using var document = Open(source, name);
        Assert.Equal(["First text here."], document.Texts);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void Other_encodings_work_too(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] Bytes(string text) => [.. encoding.Preamble, .. encoding.GetBytes(text)];
        using var document = new Opened(Bytes("var größe = 1; // Für alle hier\r\n// und da drüben\r\n"), "text/x-csharp");
        Assert.Equal(Bytes("var größe = 1; // Für alle dort\r\n// und da drüben\r\n"), document.Write(document.Edit("hier", "dort")));
    }
}
