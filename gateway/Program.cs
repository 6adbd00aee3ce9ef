using SwipeReview.Gateway;
using SwipeReview.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGateway();

var app = builder.Build();
app.UseDoor();
app.UseServiceDefaults(beforeAuthentication: GatewayModule.UseKeys, beforeAuthorization: GatewayModule.UseLimits);
app.MapGateway();
app.Run();
