using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SwipeReview.Testing;
using static Microsoft.Playwright.Assertions;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>Who chose German is spoken to in German: no page says anything that the English catalogue says.</summary>
public sealed partial class LanguageTests(RunningSystem system)
{
    // What a person or a screen reader is told. What stands in a file is in the file's own language.
    private const string WhatIsSaid = """
        () => {
            const said = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                if (!walk.currentNode.parentElement.closest("script, style, [lang]:not(html)")) said.push(walk.currentNode.data);
            }
            for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
                for (const name of ["aria-label", "title", "placeholder", "alt"]) said.push(element.getAttribute(name) ?? "");
            }
            return [document.title.split(" · ")[0], ...said].map((text) => text.trim()).filter((text) => text !== "");
        }
        """;

    private static readonly string[] Pages = ["/", "/upload", "/jobs", "/jobs?q=nothing", "/account", "/settings", "/history", "/memory", "/verify", "/nowhere"];
    private static readonly string[] PagesOfStrangers = ["/", "/login", "/register", "/forgot", "/reset", "/reset#pr_token", "/settings"];

    [Fact]
    public async Task From_the_first_page_to_the_result_nothing_is_said_in_English()
    {
        var english = EnglishTexts();
        Assert.Contains("New review", english);
        Assert.True(english.Count > 200, $"Only {english.Count} texts were found in the catalogue.");
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width: 360, height: 740);
        await page.RegisterAsync();
        await page.GotoAsync("/settings");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Deutsch" }).CheckAsync(new() { Force = true });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Einstellungen" })).ToBeVisibleAsync();

        var slips = new List<string>();
        foreach (var path in Pages)
        {
            await OpenAsync(page, path);
            await LookAsync(page, english, slips);
        }

        await OpenAsync(page, "/upload");
        await page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "brief.txt", MimeType = "text/plain", Buffer = "I recieved alot of mail.\n"u8.ToArray() });
        await LookAsync(page, english, slips);
        await page.GetByRole(AriaRole.Button, new() { Name = "Durchsicht beginnen" }).ClickAsync();
        await Expect(page.GetByText("Bereit", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await LookAsync(page, english, slips);
        await page.GetByRole(AriaRole.Link, new() { Name = "Änderungen durchsehen" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToBeVisibleAsync();
        await LookAsync(page, english, slips);
        await page.GotoAsync(new Uri(page.Url).AbsolutePath.Replace("review", "finish", StringComparison.Ordinal));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Herunterladen" })).ToBeVisibleAsync();
        await LookAsync(page, english, slips);

        await page.GetByRole(AriaRole.Button, new() { Name = "Du und dein Konto" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Registrieren" })).ToBeVisibleAsync();
        foreach (var path in PagesOfStrangers)
        {
            await OpenAsync(page, path);
            await LookAsync(page, english, slips);
        }

        Assert.Empty(slips);
    }

    /// <summary>With all that it asks for: to leave while the session is being renewed would lose the new token.</summary>
    private static Task OpenAsync(IPage page, string path) => page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

    private static async Task LookAsync(IPage page, HashSet<string> english, List<string> slips)
    {
        await Expect(page.GetByRole(AriaRole.Heading).First).ToBeAttachedAsync();
        Assert.Equal("de", await page.Locator("html").GetAttributeAsync("lang"));
        var said = await page.EvaluateAsync<string[]>(WhatIsSaid);
        Assert.NotEmpty(said);
        slips.AddRange(said.Where(english.Contains).Select(text => $"{new Uri(page.Url).AbsolutePath}: {text}"));
    }

    /// <summary>The texts of all English catalogues, but for words that are German, too.</summary>
    private static HashSet<string> EnglishTexts()
    {
        var (english, german) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var source = Path.Combine(Repository.Root, "web", "src");
        foreach (var file in Directory.EnumerateFiles(source, "*.ts*", SearchOption.AllDirectories).Where(file => !file.Contains(".test.", StringComparison.Ordinal)))
        {
            foreach (Match catalogue in Catalogue.Matches(File.ReadAllText(file)))
            {
                english.UnionWith(Texts(catalogue.Groups["en"].Value));
                german.UnionWith(Texts(catalogue.Groups["de"].Value));
            }
        }

        english.ExceptWith(german);
        return english;
    }

    private static IEnumerable<string> Texts(string block) => Quoted.Matches(block).Select(match => Regex.Unescape(match.Groups["text"].Value));

    [GeneratedRegex(@"catalogue\(\{\s*en:(?<en>.*?)\sde:(?<de>.*?)\}\s*\)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Catalogue { get; }

    [GeneratedRegex("""(?<=:\s*)"(?<text>(\\.|[^"\\])+)"(?=\s*[,}])""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Quoted { get; }
}
