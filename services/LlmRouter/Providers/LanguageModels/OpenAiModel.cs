using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>OpenAI and everything that speaks its chat completions, by its own package.</summary>
internal sealed class OpenAiModel : ILanguageModel
{
    public static readonly Uri Address = new("https://api.openai.com/v1");

    private readonly OpenAIClient client;
    private readonly ChatClient chat;

    public OpenAiModel(HttpClient http, LanguageModelOptions options)
    {
        Options = options;
        client = new OpenAIClient(new ApiKeyCredential(options.ApiKey!), new OpenAIClientOptions
        {
            Endpoint = options.BaseUrl ?? Address,
            Transport = new HttpClientPipelineTransport(http),
            NetworkTimeout = options.Timeout,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0), // retries are the same for all vendors, one level up
        });
        chat = client.GetChatClient(options.Model);
    }

    public string Provider => "openai";

    public LanguageModelOptions Options { get; }

    public async Task<Completion> CompleteAsync(Prompt prompt, CancellationToken cancellationToken)
    {
        var answer = await TryAsync(async () => (await chat.CompleteChatAsync(
            [new SystemChatMessage(prompt.System), new UserChatMessage(prompt.User)],
            new ChatCompletionOptions
            {
                MaxOutputTokenCount = Options.MaxAnswerTokens,
                ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("edits", BinaryData.FromString(prompt.SchemaText), jsonSchemaIsStrict: true),
            },
            cancellationToken)).Value);
        if (!string.IsNullOrEmpty(answer.Refusal) || answer.FinishReason == ChatFinishReason.ContentFilter)
        {
            throw new VendorException("The model refused.", isTransient: false);
        }

        if (answer.FinishReason == ChatFinishReason.Length)
        {
            throw new VendorException("The answer was cut off.", isTransient: false);
        }

        return new Completion(string.Concat(answer.Content.Select(part => part.Text)), answer.Usage?.InputTokenCount ?? 0, answer.Usage?.OutputTokenCount ?? 0);
    }

    public Task ProbeAsync(CancellationToken cancellationToken) =>
        TryAsync(async () => await client.GetOpenAIModelClient().GetModelAsync(Options.Model, cancellationToken));

    private static async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ClientResultException fault)
        {
            // Status 0: there was no answer at all.
            throw new VendorException(fault.Message, fault.Status == 0 || VendorException.IsTransientStatus(fault.Status), RetryAfter(fault), fault);
        }
        catch (HttpRequestException fault)
        {
            throw new VendorException(fault.Message, fault.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded, inner: fault);
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or FormatException or ArgumentOutOfRangeException or InvalidOperationException or KeyNotFoundException)
        {
            throw new VendorException("The answer is not one of this API's.", isTransient: true, inner: fault);
        }
    }

    private static TimeSpan? RetryAfter(ClientResultException fault) =>
        fault.GetRawResponse()?.Headers.TryGetValue("retry-after", out var value) == true && double.TryParse(value, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
