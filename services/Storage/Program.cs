using SwipeReview.ServiceDefaults;
using SwipeReview.Storage;
using SwipeReview.Storage.Uploads;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddStorage();

var app = builder.Build();
app.UseTusProtocol();
app.UseServiceDefaults();
app.MapStorage();
app.Run();
