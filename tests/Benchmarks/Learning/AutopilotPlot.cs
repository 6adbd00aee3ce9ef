using System.Diagnostics;
using System.Globalization;
using System.Text;
using SwipeReview.NativeServers;
using SwipeReview.Simulation;

namespace SwipeReview.Benchmarks.Learning;

/// <summary>Two plots side by side: what was expected against what was measured, and what was promised against what was measured.</summary>
internal sealed class AutopilotPlot
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Width = 1120;
    private const int Height = 500;

    // Told apart also by people who see no red or green: Okabe and Ito (2008).
    private static readonly Dictionary<Kind, string> Colours = new()
    {
        [Kind.Consistent] = "#0072B2", [Kind.Noisy5] = "#E69F00", [Kind.Noisy10] = "#D55E00", [Kind.Contextual] = "#009E73",
        [Kind.ChangingMind] = "#CC79A7", [Kind.Adversarial] = "#000000", [Kind.Indifferent] = "#56B4E9",
    };

    private readonly StringBuilder svg = new($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" font-family="DejaVu Sans, sans-serif" font-size="13" fill="#222"><rect width="100%" height="100%" fill="#fff"/>""");

    public static async Task WriteAsync(string path, IReadOnlyList<AutopilotFigures> figures, CancellationToken cancellationToken)
    {
        var plot = new AutopilotPlot();
        plot.Expected(figures.Where(some => some.Promised == figures[0].Promised));
        plot.Promised(figures);
        await NativeInstaller.EnsureInstalledAsync("chromium", Chromium, Console.Error.WriteLine, cancellationToken);
        var drawing = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.svg");
        await File.WriteAllTextAsync(drawing, $"{plot.svg}</svg>", cancellationToken);
        try
        {
            using var chromium = Process.Start(new ProcessStartInfo(
                Chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", $"--window-size={Width},{Height}", $"--screenshot={path}", $"file://{drawing}"]) { UseShellExecute = false, RedirectStandardError = true })!;
            await chromium.StandardError.ReadToEndAsync(cancellationToken);
            await chromium.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            File.Delete(drawing);
        }
    }

    private void Expected(IEnumerable<AutopilotFigures> figures)
    {
        Text(70, 30, "Predictions before a card was seen", "bold");
        double[] ticks = [0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
        foreach (var tick in ticks)
        {
            Line((X(tick), Y(0.001)), (X(tick), Y(0.6)), "#e5e5e5");
            Line((X(0.001), Y(tick)), (X(0.6), Y(tick)), "#e5e5e5");
            Text(X(tick), 450, $"{tick * 100:0.#} %", anchor: "middle");
            Text(62, Y(tick) + 4, $"{tick * 100:0.#} %", anchor: "end");
        }

        Line((X(0.001), Y(0.001)), (X(0.6), Y(0.6)), "#888", "5 4");
        Text(290, 480, "expected error (log)", anchor: "middle");
        svg.Append(CultureInfo.InvariantCulture, $"""<text transform="translate(16 250) rotate(-90)" text-anchor="middle">measured error (log)</text>""");
        foreach (var some in figures)
        {
            // What is less than a thousandth lies on the axis.
            var points = some.Reliability.Points(least: 500).Select(point => (X(Math.Max(0.001, point.Expected)), Y(Math.Max(0.001, point.Measured)))).ToArray();
            foreach (var (from, to) in points.Zip(points.Skip(1)))
            {
                Line(from, to, Colours[some.Kind]);
            }

            foreach (var point in points)
            {
                Dot(point, Colours[some.Kind], isFilled: true);
            }
        }

        static double X(double share) => 70 + (440 * Math.Log(share / 0.001) / Math.Log(600));
        static double Y(double share) => 430 - (380 * Math.Log(share / 0.001) / Math.Log(600));
    }

    private void Promised(IReadOnlyList<AutopilotFigures> figures)
    {
        var people = figures[0].Runs.Count;
        Text(690, 30, $"Decided by the autopilot, {people:N0} people of each kind", "bold");
        foreach (var promise in figures.Select(some => some.Promised).Distinct())
        {
            Line((X(promise), 50), (X(promise), 430), "#888", "5 4");
            Text(X(promise), 450, $"promised {promise * 100:0} %", anchor: "middle");
        }

        Text(690, 450, "0", anchor: "middle");
        Line((690, 50), (690, 430), "#222");
        Text(885, 480, "measured share of wrong decisions (●  promised 2 %, ○  5 %)", anchor: "middle");
        foreach (var (row, kind) in figures.GroupBy(some => some.Kind).Index())
        {
            var y = 75 + (row * 54);
            Text(680, y + 4, $"{kind.Key}", anchor: "end", colour: Colours[kind.Key]);
            if (kind.All(some => some.Measured is null))
            {
                Text(700, y + 4, "never offered");
            }

            foreach (var (number, some) in kind.Index().Where(some => some.Item.Measured is not null))
            {
                var (x, offered) = (X(some.Measured!.Value), some.Runs.Count(run => run.UntilOffer is not null));
                Dot((x, y - 8 + (number * 16)), Colours[kind.Key], isFilled: number == 0);
                Text(x < 900 ? x + 10 : x - 10, y - 4 + (number * 16), $"{some.Measured * 100:0.00} %, offered to {offered:N0}", anchor: x < 900 ? "start" : "end");
            }
        }

        static double X(double share) => 690 + Math.Min(400, share * 6_000); // farther ones at the edge, their figure beside them
    }

    private void Line((double X, double Y) from, (double X, double Y) to, string colour, string dashes = "none") =>
        svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{from.X:0.#}" y1="{from.Y:0.#}" x2="{to.X:0.#}" y2="{to.Y:0.#}" stroke="{colour}" stroke-width="1.6" stroke-dasharray="{dashes}"/>""");

    private void Dot((double X, double Y) at, string colour, bool isFilled) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{at.X:0.#}" cy="{at.Y:0.#}" r="4.5" stroke="{colour}" stroke-width="2" fill="{(isFilled ? colour : "#fff")}"/>""");

    private void Text(double x, double y, string text, string weight = "normal", string anchor = "start", string colour = "#222") =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x:0.#}" y="{y:0.#}" font-weight="{weight}" text-anchor="{anchor}" fill="{colour}">{text}</text>""");
}
