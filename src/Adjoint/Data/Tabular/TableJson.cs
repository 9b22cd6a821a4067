using System.Text.Json.Serialization;

namespace Adjoint.Data;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true, AllowOutOfOrderMetadataProperties = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TableEncoder))]
[JsonSerializable(typeof(TableConfig))]
internal sealed partial class TableJson : JsonSerializerContext;
