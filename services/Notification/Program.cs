using SwipeReview.Notification;
using SwipeReview.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNotification();

var app = builder.Build();
app.UseServiceDefaults();
app.MapNotification();
app.Run();
