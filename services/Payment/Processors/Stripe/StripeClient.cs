using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>
/// Stripe's REST API. A call is tried again only where Stripe says that this is safe: the connection broke or nothing was
/// answered in time, a lock was held (409), too many came at once (429), or Stripe failed (5xx), and always with the same
/// <c>Idempotency-Key</c>. What it refuses (400, 402 …) it would refuse again.
/// </summary>
internal sealed partial class StripeClient(HttpClient http, IOptions<StripeOptions> options, TimeProvider clock, ILogger<StripeClient> logger)
{
    private const int PageSize = 100; // the most
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        CallAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>All of a list, page by page; objects of the other mode are left out.</summary>
    /// <param name="path">With a query.</param>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, CancellationToken cancellationToken)
        where T : StripeObject
    {
        var (all, after) = (new List<T>(), "");
        while (true)
        {
            var page = await GetAsync<StripeList<T>>($"{path}&limit={PageSize}{after}", cancellationToken);
            all.AddRange(page.Data.Where(one => one.Livemode is null || one.Livemode == options.Value.IsLive));
            if (!page.HasMore || page.Data is not [.., var last])
            {
                return all;
            }

            after = $"&starting_after={Uri.EscapeDataString(last.Id)}";
        }
    }

    /// <param name="key">The identity of what is wanted: the same key has one effect.</param>
    public Task<T> PostAsync<T>(string path, StripeForm form, string key, CancellationToken cancellationToken) =>
        CallAsync<T>(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = form.ToContent(), Headers = { { "Idempotency-Key", key } } }, cancellationToken);

    private async Task<T> CallAsync<T>(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await TryAsync(make, cancellationToken);
            if (answer.Status is >= 200 and < 300)
            {
                return Read<T>(answer.Body);
            }

            if (attempt >= options.Value.Retries || !answer.MayTryAgain)
            {
                throw answer.ToException();
            }

            var pause = answer.RetryAfter ?? options.Value.Pause * Math.Pow(2, attempt) * (0.5 + Random.Shared.NextDouble() / 2);
            LogAgain(logger, answer.Reason, pause);
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellationToken);
        }
    }

    private async Task<StripeAnswer> TryAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey);
        request.Headers.Add("Stripe-Version", StripeOptions.ApiVersion);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.Timeout);
        try
        {
            using var answer = await http.SendAsync(request, patience.Token);
            return StripeAnswer.Of(answer, await answer.Content.ReadAsStringAsync(patience.Token), request.Method == HttpMethod.Post);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return StripeAnswer.None(fault);
        }
    }

    private T Read<T>(string body)
    {
        try
        {
            var read = JsonSerializer.Deserialize<T>(body, Json) ?? throw new JsonException("null");
            return read is StripeObject { Livemode: { } live } && live != options.Value.IsLive
                ? throw new ProcessorException($"Stripe answered with an object of {(live ? "live" : "test")} mode.", isTransient: false)
                : read;
        }
        catch (JsonException fault)
        {
            throw new ProcessorException("Stripe's answer is not what it documents.", isTransient: true, inner: fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stripe is asked again in {Pause}: {Reason}")]
    private static partial void LogAgain(ILogger logger, string reason, TimeSpan pause);

    /// <summary>What came back, or that nothing did (status 0).</summary>
    private sealed record StripeAnswer(int Status, string Body, string? Code, string Reason, bool? ShouldRetry, TimeSpan? RetryAfter, bool IsStored, Exception? Fault)
    {
        private static readonly string[] Locks = ["lock_timeout", "idempotency_key_in_use"];

        public static StripeAnswer None(Exception fault) => new(0, "", null, fault.Message, null, null, false, fault);

        public static StripeAnswer Of(HttpResponseMessage answer, string body, bool isPost)
        {
            var status = (int)answer.StatusCode;
            var error = status < 300 ? null : ErrorOf(body);
            bool? should = answer.Headers.TryGetValues("Stripe-Should-Retry", out var said) && bool.TryParse(said.First(), out var parsed) ? parsed : null;
            return new StripeAnswer(
                status, body, error?.Code, $"{status} {error?.Type} {error?.Code}: {error?.Message}", should, answer.Headers.RetryAfter?.Delta, isPost && status >= 500, null);
        }

        /// <summary>Stripe's word counts, except that what was refused as wrong or declined is never sent again.</summary>
        public bool MayTryAgain => Status is not (400 or 402)
            && (ShouldRetry ?? (Status is 0 or 429 or >= 500 || (Status == (int)HttpStatusCode.Conflict && Locks.Contains(Code, StringComparer.Ordinal))));

        /// <summary>A wrong key (401, 403) is ours to mend and says nothing of what was asked for. A 5xx is answered for ever to the same key.</summary>
        public ProcessorException ToException() =>
            new($"Stripe: {Reason}", isTransient: Status is 0 or 401 or 403 or 409 or 429 or >= 500, IsStored, Fault);

        private static StripeError? ErrorOf(string body)
        {
            try
            {
                return JsonSerializer.Deserialize<StripeFailure>(body, Json)?.Error;
            }
            catch (JsonException)
            {
                return null; // a proxy's page
            }
        }
    }
}
