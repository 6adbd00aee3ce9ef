namespace SwipeReview.AppHost.Infrastructure;

/// <summary>The options of <c>dotnet run --project AppHost --</c>, as the configuration that CreateBuilder reads.</summary>
internal static class CommandLine
{
    private const string Usage = """
        dotnet run --project AppHost -- [options]

          --port N             where SwipeReview is served (8080; 0 picks a free port)
          --dashboard-port N   where Aspire's dashboard is served (18888; 0 picks a free port)
          --infra KIND         native, containers, or auto: containers when an engine has or gets the images, else native (auto)
          --data FOLDER        where databases, files and secrets are kept (a folder for this clone, outside of it)
          --reset              start afresh: delete what is kept there first

        dotnet run --project AppHost -- --publisher manifest [--output-path aspire-manifest.json]
        """;

    private static readonly string[] WithValue = ["--port", "--dashboard-port", "--infra", "--data", "--publisher", "--output-path"];

    /// <summary>Ends the process when the options make no sense, or ask for help.</summary>
    public static string[] Parse(string[] args)
    {
        var parsed = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], null);
            switch (name)
            {
                case "--help" or "-h":
                    Console.WriteLine(Usage);
                    Environment.Exit(0);
                    break;
                case "--reset" when value is null:
                    parsed.Add("--reset=true");
                    break;
                case var option when WithValue.Contains(option) && (value ?? args.ElementAtOrDefault(++i)) is { } given:
                    parsed.Add($"{option}={Checked(option, given)}");
                    break;
                default:
                    Refuse($"'{args[i < args.Length ? i : ^1]}' is not understood.");
                    break;
            }
        }

        return [.. parsed];
    }

    private static string Checked(string option, string value)
    {
        if (option is "--port" or "--dashboard-port" && !ushort.TryParse(value, out _))
            Refuse($"{option} takes a port number, not '{value}'.");
        if (option is "--infra" && value is not ("native" or "containers" or "auto"))
            Refuse($"--infra is native, containers or auto, not '{value}'.");
        return value;
    }

    private static void Refuse(string reason)
    {
        Console.Error.WriteLine($"error: {reason}{Environment.NewLine}{Environment.NewLine}{Usage}");
        Environment.Exit(1);
    }
}
