using SwipeReview.AppHost.Infrastructure;

var builder = DistributedApplication.CreateBuilder(CommandLine.Parse(args));
builder.UseDashboardPort(18888);
builder.EndWithDotnetRun();

var data = await builder.AddDataFolderAsync();
var servers = await builder.ChooseInfrastructureAsync(data);
var postgres = servers.AddPostgres("postgres");
var redis = servers.AddRedis("redis");
var rabbitmq = servers.AddRabbitMQ("rabbitmq");

var localModels = builder.AddExecutable("local-models", "node", "../services/LlmRouter/local-models", "server.mjs")
    .WithHttpEndpoint(env: "PORT")
    .WithHttpHealthCheck("/health")
    .WithEnvironment("MALLOC_ARENA_MAX", "2") // its threads' heaps would keep 80 MB that none of them uses
    .WithEnvironment("MALLOC_TRIM_THRESHOLD_", "262144")
    .WithNpmInstall();

var identity = AddService("identity", "Identity", "identitydb")
    .WithEnvironment("Identity__Keys__EncryptionKey", builder.AddGeneratedSecret("identity-encryption-key"));

var storage = AddService("storage", "Storage", "storagedb")
    .WithServiceIdentity(identity)
    .WithDataFolder("Storage__ObjectStore__Folder", data, "objects");

var llmRouter = AddService("llmrouter", "LlmRouter", "llmrouterdb")
    .WithServiceIdentity(identity)
    .WithReference(localModels.GetEndpoint("http"));

var jobsDb = postgres.AddDatabase("jobsdb", owner: "jobs");
var jobs = AddJobs("jobs", role: "api");
AddJobs("jobs-worker", role: "worker").WithReplicas(2);

var payment = AddService("payment", "Payment", "paymentdb")
    .WithServiceIdentity(identity)
    .WithReference(jobs);

var delivery = AddService("delivery", "Delivery", "deliverydb")
    .WithServiceIdentity(identity)
    .WithReference(storage).WithReference(jobs).WithReference(payment)
    .WithEnvironment("Delivery__Links__SigningKey", builder.AddGeneratedSecret("download-link-key"));

var notification = AddService("notification", "Notification", "notificationdb")
    .WithServiceIdentity(identity)
    .WithReference(jobs)
    .WithDataFolder("Notification__Mail__Folder", data, "mail");

var gateway = builder.AddProject("gateway", "../gateway/Gateway.csproj")
    .WithHttpEndpoint(port: builder.GetPort("port", 8080))
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(redis).WaitFor(redis)
    .WithServiceIdentity(identity)
    .WithReference(storage).WithReference(jobs).WithReference(llmRouter)
    .WithReference(payment).WithReference(delivery).WithReference(notification)
    .WithWebApp("../web", output: "../gateway/wwwroot")
    .WithSmallFootprint();

notification.WithEnvironment("Notification__Mail__WebAddress", gateway.GetEndpoint("http")); // the links in mail lead to it

builder.AnnounceWhenReady(gateway.GetEndpoint("http"));
builder.Build().Run();

IResourceBuilder<ProjectResource> AddService(string name, string project, string database) =>
    Add(name, project, postgres.AddDatabase(database, owner: name));

IResourceBuilder<ProjectResource> AddJobs(string name, string role) =>
    Add(name, "JobManagement", jobsDb)
        .WithServiceIdentity(identity, "jobs")
        .WithReference(storage).WithReference(llmRouter)
        .WithEnvironment("Role", role);

IResourceBuilder<ProjectResource> Add(string name, string project, IResourceBuilder<PostgresDatabase> database) =>
    builder.AddProject(name, $"../services/{project}/{project}.csproj")
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReference(database).WaitFor(database)
        .WithReference(redis).WaitFor(redis)
        .WithReference(rabbitmq).WaitForStart(rabbitmq) // the broker is the last to be up; messages wait in the outbox until then
        .WithSmallFootprint();
