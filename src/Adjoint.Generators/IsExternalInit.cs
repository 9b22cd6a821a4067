namespace System.Runtime.CompilerServices;

/// <summary>The compiler asks for it where records are used; netstandard2.0 does not have it.</summary>
internal static class IsExternalInit;
