using SwipeReview.JobManagement;
using SwipeReview.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddJobManagement();

var app = builder.Build();
app.UseServiceDefaults();
app.MapJobManagement();
app.Run();
