using SwipeReview.Gateway;
using SwipeReview.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGateway();

var app = builder.Build();
app.UseDoor();
app.UseServiceDefaults(beforeAuthorization: GatewayModule.UseLimits);
app.MapGateway();
app.Run();
