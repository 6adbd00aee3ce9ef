using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.JobManagement.Erasure;
using SwipeReview.JobManagement.Events;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Memory;
using SwipeReview.JobManagement.Work;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.JobManagement;

/// <summary>Jobs, changes and decisions. One program in two roles: <c>api</c> answers and moves the line, <c>worker</c> works.</summary>
public static class JobManagementModule
{
    private const string Database = "jobsdb";
    private const string Service = "jobs";

    public static void AddJobManagement(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<JobsDbContext>(Database);
        builder.AddRedis();
        builder.Services.AddSingleton<JobCache>();
        builder.Services.AddSingleton<JobSignals>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JobSignals>());
        builder.Services.AddSingleton<AnnounceEvents>();
        builder.Services.ConfigureDbContext<JobsDbContext>((services, options) => options.AddInterceptors(services.GetRequiredService<AnnounceEvents>()));
        builder.AddServiceClient<StorageClient>("storage");
        builder.Services.AddScoped<MemoryBook>();
        builder.Services.AddScoped<ShadowBook>();
        builder.Services.AddScoped<DecisionBook>();
        builder.Services.AddScoped<Suppression>();
        if (builder.IsWorker())
        {
            builder.AddWorker();
        }
        else
        {
            builder.AddApi();
        }
    }

    public static void MapJobManagement(this WebApplication app)
    {
        if (app.Configuration.IsWorker())
        {
            return;
        }

        var jobs = app.MapApiGroup("/api/v1/jobs", "Jobs");
        jobs.MapPost("/", SubmitJob.HandleAsync).WithIdempotencyKey<JobsDbContext>();
        jobs.MapGet("/", ListJobs.HandleAsync);
        jobs.MapGet("/{id:guid}", GetJob.HandleAsync);
        jobs.MapPost("/{id:guid}/cancel", Jobs.CancelJob.HandleAsync);
        jobs.MapPost("/{id:guid}/rerun", RerunJob.HandleAsync).WithIdempotencyKey<JobsDbContext>();
        jobs.MapGet("/{id:guid}/events", StreamEvents.HandleAsync).Produces<string>(200, "text/event-stream");

        var changes = app.MapApiGroup("/api/v1/jobs/{id:guid}", "Changes");
        changes.MapGet("/changes", ListChanges.HandleAsync);
        changes.MapGet("/deck", GetDeck.HandleAsync);
        changes.MapGet("/preview", PreviewJob.HandleAsync);
        changes.MapPost("/decisions", Decide.HandleAsync);
        changes.MapPost("/decisions/bulk", DecideInBulk.HandleAsync);
        changes.MapPost("/decisions/bulk/{batchId:guid}/undo", UndoBulk.HandleAsync);

        changes.MapPost("/autopilot", StartAutopilot.HandleAsync).WithIdempotencyKey<JobsDbContext>();
        changes.MapPost("/autopilot/{batchId:guid}/undo", UndoBulk.HandleAsync);

        var memory = app.MapApiGroup("/api/v1/memory", "Memory");
        memory.MapGet("/", ListMemory.HandleAsync);
        memory.MapDelete("/", ForgetAll.HandleAsync);
        memory.MapPatch("/{patternId:guid}", ChangePattern.HandleAsync);
        memory.MapDelete("/{patternId:guid}", ForgetPattern.HandleAsync);
        memory.MapGet("/settings", MemorySettings.GetAsync);
        memory.MapPut("/settings", MemorySettings.PutAsync);
        memory.MapGet("/export", ExportMemory.HandleAsync);
        memory.MapPost("/import", ImportMemory.HandleAsync).WithMetadata(new RequestSizeLimitAttribute(ImportMemory.LargestBody));

        var others = app.MapInternalGroup("/internal/jobs/{jobId:guid}");
        others.MapGet("/", InternalJobs.GetAsync);
        others.MapGet("/accepted-changes", InternalJobs.GetAcceptedChangesAsync);
        others.MapGet("/billing", InternalJobs.GetBillingAsync);
        others.MapGet("/review", ReviewedJob.HandleAsync);
    }

    private static void AddApi(this WebApplicationBuilder builder)
    {
        builder.AddMessaging<JobsDbContext>(Service, typeof(JobManagementModule).Assembly, type => !IsWork(type));
        builder.AddValidatedOptions<DispatchOptions>(DispatchOptions.Section);
        builder.AddValidatedOptions<EventOptions>(EventOptions.Section);
        builder.Services.AddScoped<ReplacementCheck>();
        builder.Services.AddScoped<BatchUndo>();
        builder.Services.AddScoped<AuditBook>();
        builder.Services.AddScoped<OpenDecks>();
        builder.Services.AddScoped<Line>();
        builder.Services.AddHostedService<Dispatcher>();
        builder.Services.AddHostedService<PeopleEraser>();
        builder.Services.AddSingleton<Places>();
        builder.Services.AddSingleton<JobFeeds>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JobFeeds>());
    }

    private static void AddWorker(this WebApplicationBuilder builder)
    {
        builder.AddMessaging<JobsDbContext>(Service, typeof(JobManagementModule).Assembly, IsWork);
        builder.AddValidatedOptions<WorkOptions>(WorkOptions.Section);
        builder.AddServiceClient<LlmRouterClient>("llmrouter", limits =>
        {
            // A cold model may take its time over a group; a cancelled job doesn't wait for it.
            limits.AttemptTimeout = TimeSpan.FromSeconds(90);
            limits.TotalTimeout = TimeSpan.FromSeconds(120);
            limits.Retries = 1;
        });
        builder.Services.AddSingleton<Leases>();
        builder.Services.AddHostedService<Presence>();
        builder.Services.AddScoped<ReviewDocument>();
    }

    private static bool IsWork(Type consumer) => consumer.Namespace == typeof(WorkOnJob).Namespace;

    private static bool IsWorker(this WebApplicationBuilder builder) => builder.Configuration.IsWorker();

    private static bool IsWorker(this IConfiguration configuration) => configuration["Role"] switch
    {
        "worker" => true,
        "api" => false,
        var other => throw new InvalidOperationException($"Role must be api or worker, not '{other}'."),
    };
}
