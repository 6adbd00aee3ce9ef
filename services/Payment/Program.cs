using SwipeReview.Payment;
using SwipeReview.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPayment();

var app = builder.Build();
app.UseServiceDefaults();
app.MapPayment();
app.Run();
