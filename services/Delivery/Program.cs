using SwipeReview.Delivery;
using SwipeReview.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDelivery();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDelivery();
app.Run();
