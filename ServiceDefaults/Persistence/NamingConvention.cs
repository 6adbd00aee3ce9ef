using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>Tables and columns in snake_case, enums stored as camelCase words; what a model names by hand stays.</summary>
internal sealed class NamingConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table && !entity.IsMappedToJson())
            {
                entity.Builder.ToTable(JsonNamingPolicy.SnakeCaseLower.ConvertName(table));
            }

            foreach (var property in entity.GetProperties())
            {
                property.Builder.HasColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.GetColumnName()));
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum && property.GetValueConverter() is null)
                {
                    property.Builder.HasConverter(typeof(EnumWordConverter<>).MakeGenericType(type));
                }
            }
        }
    }

    private sealed class EnumWordConverter<T>() : ValueConverter<T, string>(
        value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()),
        word => Enum.Parse<T>(word, ignoreCase: true))
        where T : struct, Enum;
}
