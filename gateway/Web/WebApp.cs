using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SwipeReview.Gateway.Door;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Gateway.Web;

/// <summary>
/// The built web app: files as they are, the home page in the visitor's language as the build rendered it, and index.html for
/// every other address that only the browser knows.
/// </summary>
internal static class WebApp
{
    private const string Index = "/index.html";
    private const string Forever = "public, max-age=31536000, immutable";
    private static readonly string[] HomeLanguages = ["en", "de"]; // the first one is for whoever speaks none of them
    private static readonly string[] NotForBrowsers = ["/api", "/internal", "/openapi", "/docs", "/.well-known", "/health", "/alive", "/metrics"];

    public static void AddWeb(this WebApplicationBuilder builder) => builder.Services.AddResponseCompression(compression =>
    {
        compression.EnableForHttps = true; // only what is the same for everybody is compressed: see UseWeb
        compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/manifest+json"];
    });

    public static void UseWeb(this WebApplication app)
    {
        // Secrets and what a stranger sent must not be compressed together, so the API never is; its streams stay unbuffered, too.
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), plain => plain.UseResponseCompression());

        var options = app.Services.GetRequiredService<IOptions<DoorOptions>>().Value;
        app.Use((context, next) => context.Request.Path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase)
            && (options.MetricsPort == 0 || context.Connection.LocalPort != options.MetricsPort)
                ? ErrorResults.NotFound("page").ExecuteAsync(context)
                : next(context));

        var root = Path.GetFullPath(options.WebRoot, app.Environment.ContentRootPath);
        IFileProvider files = Directory.Exists(root) ? new PhysicalFileProvider(root) : new NullFileProvider();
        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        var serving = new StaticFileOptions { FileProvider = files, ContentTypeProvider = types, OnPrepareResponse = SetLifetime };
        app.Use(ToIndex(files));
        app.UseStaticFiles(serving);
    }

    /// <summary>A page that a person opens is the app's: its own router knows which.</summary>
    private static Func<HttpContext, RequestDelegate, Task> ToIndex(IFileProvider files) => (context, next) =>
    {
        if (!IsNavigation(context) || files.GetFileInfo(context.Request.Path).Exists)
        {
            return next(context);
        }

        if (!files.GetFileInfo(Index).Exists)
        {
            return ErrorResults.Unavailable("The web app has not been built: run 'npm ci && npm run build' in web/ and start again.").ExecuteAsync(context);
        }

        context.Request.Path = context.Request.Path == "/" ? Home(context, files) : Index;
        return next(context);
    };

    private static string Home(HttpContext context, IFileProvider files)
    {
        var spoken = context.Request.GetTypedHeaders().AcceptLanguage.Where(language => language.Quality != 0).OrderByDescending(language => language.Quality ?? 1);
        var language = spoken.Select(Subtag).FirstOrDefault(HomeLanguages.Contains) ?? HomeLanguages[0];
        var home = HomeIn(language);
        if (!files.GetFileInfo(home).Exists)
        {
            return Index;
        }

        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return home;
    }

    private static string HomeIn(string language) => $"/home.{language}.html";

    /// <summary>Of <c>de-AT</c> the <c>de</c>, as the app's own code reads it.</summary>
    private static string Subtag(StringWithQualityHeaderValue language) => language.Value.ToString().Split('-')[0].ToLowerInvariant();

    private static bool IsNavigation(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
        && !Array.Exists(NotForBrowsers, prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    private static void SetLifetime(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl = file.Context.Request.Path.Value switch
    {
        { } path when path.StartsWith("/assets/", StringComparison.Ordinal) => Forever, // their names change with their content
        Index or "/sw.js" or "/manifest.webmanifest" => "no-cache", // a new version must be noticed
        { } path when Array.Exists(HomeLanguages, language => path == HomeIn(language)) => "no-cache",
        _ => "public, max-age=3600",
    };
}
