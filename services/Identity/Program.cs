using SwipeReview.Identity;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddIdentity();

var app = builder.Build();
app.UseTrustedProxies();
app.UseServiceDefaults();
app.MapIdentity();
app.Run();
