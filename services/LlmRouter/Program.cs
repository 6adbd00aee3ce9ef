using SwipeReview.LlmRouter;
using SwipeReview.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddLlmRouter();

var app = builder.Build();
app.UseServiceDefaults();
app.MapLlmRouter();
app.Run();
