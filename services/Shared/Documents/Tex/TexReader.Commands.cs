namespace SwipeReview.Documents.Tex;

/// <summary>What is done about a command, an environment, an argument.</summary>
internal sealed partial class TexReader
{
    void Command(int start, string name)
    {
        var end = start + 1 + name.Length;
        var isWord = name.Length > 0 && char.IsAsciiLetter(name[0]);
        if (name is "begin" or "end")
            Environment(start, end, isBegin: name == "begin");
        else if (name == "\\")
            Break(end);
        else if (name is "(" or "[")
            Atom(Object, source.IndexOf(name == "(" ? @"\)" : @"\]", end) is >= 0 and var close ? close + 2 : -1, isProtected: true);
        else if (TexCommands.Accents.TryGetValue(name, out var accent) && Accented(end, isWord, accent) is (var letter, var past))
            Atom(letter, past);
        else if (TexCommands.Characters.TryGetValue(name, out var character))
            Atom(character, AfterWord(end, isWord), isProtected: isWord && character.Length > 1);
        else
            Known(start, AfterSpaceOf(name, end, isWord), TexCommands.Find(name));
    }

    /// <summary>White space after a command's name is none; what follows may be its arguments.</summary>
    int AfterSpaceOf(string name, int end, bool isWord) => isWord && TexCommands.Find(name).Role is not TexRole.Verbatim ? source.AfterSpace(end) : end;

    int AfterWord(int end, bool isWord) => !isWord ? end : source.Stands("{}", end) ? end + 2 : source.AfterSpace(end);

    (string Letter, int End)? Accented(int end, bool isWord, (string Letters, string Marked) accent)
    {
        var letter = isWord ? source.AfterSpace(end) : end;
        var isBraced = source[letter] == '{';
        letter += isBraced ? 1 : 0;
        var past = letter + 1;
        var plain = source[letter];
        if (plain == '\\' && source.NameAt(letter) is "i" or "j")
            plain = source[past++]; // without its dot, which the mark replaces
        var index = accent.Letters.IndexOf(plain, StringComparison.Ordinal);
        return index < 0 || (isBraced && source[past] != '}') ? null : (accent.Marked[index].ToString(), isBraced ? past + 1 : past);
    }

    void Known(int start, int end, TexCommand command)
    {
        switch (command.Role)
        {
            case TexRole.Switch:
                at = end;
                break;
            case TexRole.Hidden:
                Skip(source.AfterArguments(end));
                break;
            case TexRole.Boundary:
                Skip(source.AfterArguments(end));
                Begin(Kind);
                break;
            case TexRole.Definition:
                Definition(end);
                break;
            case TexRole.Code:
                Code(start, end);
                break;
            case TexRole.Verbatim:
                Verbatim(start, end, command);
                break;
            case TexRole.Inline or TexRole.Block or TexRole.Note when source.AfterArguments(end, command.Skip) is var argument and >= 0 && source[argument] == '{':
                at = argument + 1;
                Open(command.Role == TexRole.Inline ? new(SkipAfter: command.SkipAfter) : new(paragraph, command.Role == TexRole.Note ? start : -1));
                if (command.Role != TexRole.Inline)
                    BeginOwn(command, start);
                break;
            default:
                Atom(Object, source.AfterArguments(end), isProtected: true);
                break;
        }
    }

    void Skip(int end)
    {
        isLost |= end < 0;
        at = Math.Max(at, end);
    }

    /// <summary><c>\def\x#1{…}</c> as well as <c>\newcommand{\x}[1]{…}</c>: to the end of the last group on its way.</summary>
    void Definition(int end)
    {
        while (source[end] is '\\' or '#' or '*' or '=' || char.IsAsciiLetterOrDigit(source[end]))
            end += source[end] == '\\' ? 1 + source.NameAt(end).Length : 1;
        Skip(source.AfterArguments(end));
    }

    void Code(int start, int end)
    {
        var argument = source.AfterArguments(end, 0);
        var close = argument < 0 || source[argument] != '{' ? -1 : source.AfterGroup(argument, '{', '}');
        at = start;
        if (close < 0)
            Atom(Object, end, isProtected: true);
        else
            Atom(OneLine(source.Slice(argument + 1, close - 1)), close, isProtected: true);
    }

    void Verbatim(int start, int end, TexCommand command)
    {
        end = source.AfterArguments(end, command.Skip);
        var close = end < 0 || source[end] is '\0' or '\n' or '\r' ? -1
            : source[end] == '{' ? source.AfterGroup(end, '{', '}') - 1
            : source.IndexOf(source[end].ToString(), end + 1);
        at = start;
        if (close < 0)
            isLost = true;
        else
            Atom(OneLine(source.Slice(end + 1, close)), close + 1, isProtected: true);
    }

    static string OneLine(string code) => code.Length == 0 ? Object : code.ReplaceLineEndings(" ");

    void Break(int end)
    {
        end += source[end] == '*' ? 1 : 0;
        if (source[end] == '[' && source.IndexOf("]", end, LongestSkip) is > 0 and var option)
            end = option + 1;
        if (IsInTable)
        {
            at = end;
            Begin(BlockKind.Cell);
        }
        else
        {
            Atom("\n", source.AfterSpace(end), isProtected: true);
        }
    }

    void Environment(int start, int end, bool isBegin)
    {
        var close = source[end] == '{' ? source.IndexOf("}", end) : -1;
        if (close < 0 || close - end > 64)
        {
            isLost = true;
            return;
        }

        var name = source.Slice(end + 1, close);
        at = close + 1;
        if (!isBegin)
        {
            if (environments.Contains(name))
            {
                while (environments.Pop() != name)
                    continue;
            }

            if (name == "document")
                at = source.Length;
        }
        else if (TexCommands.IsOpaque(name))
        {
            var stop = $@"\end{{{name}}}";
            Skip(source.IndexOf(stop, at) is >= 0 and var found ? found + stop.Length : -1);
        }
        else
        {
            environments.Push(name);
            isLost |= environments.Count > MaxDepth;
            if (name != "frame")
                Skip(source.AfterArguments(at));
        }

        Begin(Kind, start);
    }
}
