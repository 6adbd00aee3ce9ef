using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using OpenAI;
using OpenAI.Chat;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>OpenAI and everything that speaks its chat completions, by its own package.</summary>
internal sealed class OpenAiModel : ILanguageModel
{
    public static readonly Uri Address = new("https://api.openai.com/v1");

    private readonly OpenAIClient client;
    private readonly ChatClient chat;

    public OpenAiModel(HttpClient http, string model, LanguageModelOptions options)
    {
        Model = model;
        client = new OpenAIClient(new ApiKeyCredential(options.ApiKey!), new OpenAIClientOptions
        {
            Endpoint = options.BaseUrl ?? Address,
            Transport = new HttpClientPipelineTransport(http),
            NetworkTimeout = options.Timeout,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0), // retries are the same for all vendors, one level up
        });
        chat = client.GetChatClient(model);
    }

    public string Provider => "openai";

    public string Model { get; }

    public async IAsyncEnumerable<ModelPart> StreamAsync(ModelQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var updates = chat.CompleteChatStreamingAsync(Messages(question), Options(question), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (updates.ConfigureAwait(false))
        {
            var refused = false;
            ModelStop? stop = null;
            while (await TryAsync(async () => await updates.MoveNextAsync()))
            {
                var update = updates.Current;
                refused |= !string.IsNullOrEmpty(update.RefusalUpdate);
                stop = update.FinishReason switch
                {
                    null => stop,
                    ChatFinishReason.Length => ModelStop.Length,
                    ChatFinishReason.ContentFilter => ModelStop.Refused,
                    _ => refused ? ModelStop.Refused : ModelStop.Done,
                };
                yield return new ModelPart(
                    string.Concat(update.ContentUpdate.Select(part => part.Text)), InputTokens: update.Usage?.InputTokenCount, OutputTokens: update.Usage?.OutputTokenCount);
            }

            // The usage comes after the reason to stop.
            if (stop is not null)
            {
                yield return new ModelPart(Stop: stop);
            }
        }
    }

    public async Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken)
    {
        await TryAsync(async () => await client.GetOpenAIModelClient().GetModelAsync(Model, cancellationToken));
        return [];
    }

    private static IEnumerable<ChatMessage> Messages(ModelQuestion question)
    {
        if (question.System is { } system)
        {
            yield return new SystemChatMessage(system);
        }

        foreach (var message in question.Messages)
        {
            yield return message.Role switch
            {
                "system" => new SystemChatMessage(message.Content),
                "assistant" => new AssistantChatMessage(message.Content),
                _ => new UserChatMessage(message.Content),
            };
        }
    }

    private static ChatCompletionOptions Options(ModelQuestion question) => new()
    {
        MaxOutputTokenCount = question.MaxTokens,
        Temperature = (float?)question.Temperature,
        ResponseFormat = question.Schema is { } schema
            ? ChatResponseFormat.CreateJsonSchemaFormat("edits", BinaryData.FromString(schema), jsonSchemaIsStrict: true)
            : null,
    };

    private static async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ClientResultException fault)
        {
            // Status 0: there was no answer at all.
            throw new VendorException(fault.Message, fault.Status == 0 || VendorException.IsTransientStatus(fault.Status), Wait(fault), fault);
        }
        catch (AnswerTooLongException fault)
        {
            throw new VendorException(fault.Message, isTransient: false, inner: fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new VendorException(fault.Message, isTransient: true, inner: fault);
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or FormatException or ArgumentOutOfRangeException or InvalidOperationException or KeyNotFoundException)
        {
            throw new VendorException("The answer is not one of this API's.", isTransient: true, inner: fault);
        }
    }

    private static TimeSpan? Wait(ClientResultException fault) =>
        fault.GetRawResponse()?.Headers.TryGetValue("retry-after", out var value) == true ? RetryAfter.Of(value) : null;
}
